// Copies the redirect address, for it has to be right to the letter.

const button = document.querySelector<HTMLButtonElement>('[data-copy-button]');
const address = document.querySelector('[data-copy]')?.textContent;

if (button && address && navigator.clipboard) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(address);
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy'; }, 2000);
  });
}
