// Copies what stands beside a button: it has to be right to the letter.

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
  const words = button.previousElementSibling?.textContent;
  if (!words || !navigator.clipboard) continue;
  const label = [...button.childNodes];
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(words);
    button.textContent = 'Copied';
    setTimeout(() => button.replaceChildren(...label), 2000);
  });
}
