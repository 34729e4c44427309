// The browser's own way to print a page, as a button.

const print = document.querySelector<HTMLElement>('[data-print]');
if (print) {
  print.hidden = false;
  print.addEventListener('click', () => window.print());
}
