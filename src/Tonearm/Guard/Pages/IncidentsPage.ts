// The story, while it goes on.

import { tell } from '../../Web/times';
import { showDays } from './days';
import { listen } from './live';

const days = () => showDays(document.querySelectorAll<HTMLElement>('.day-name'));

listen();
tell(document);
days();
document.addEventListener('swapped', days);
