// Hands the link on: by the phone's own sheet where it has one, else by the clipboard, else by showing it.

export function offerShare(link: string, title: string): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-share]')) {
    button.hidden = false;
    button.addEventListener('click', () => void share(button, link, title));
  }
}

async function share(button: HTMLButtonElement, link: string, title: string): Promise<void> {
  try {
    if (navigator.share) return await navigator.share({ title, url: link });
    await navigator.clipboard.writeText(link);
    button.textContent = 'Link copied';
    setTimeout(() => { button.textContent = 'Share the link'; }, 2500);
  } catch (error) {
    // Who closes the sheet has changed their mind.
    if (error instanceof DOMException && error.name === 'AbortError') return;
    const field = document.createElement('input');
    field.className = 'input';
    field.readOnly = true;
    field.value = link;
    field.ariaLabel = 'The link';
    button.replaceWith(field);
    field.select();
  }
}
