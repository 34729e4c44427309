import { join } from './join';

const form = document.querySelector<HTMLFormElement>('[data-join]');
if (form) join(form);
