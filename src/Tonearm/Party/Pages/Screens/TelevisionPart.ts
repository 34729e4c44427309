// The host's televisions: which show the party, one more by its letters, one less; and the Wi-Fi that they show.

import { drawToast, Held } from '../../../Web/held';
import { type Reply, send } from '../api';

interface Screens {
  readonly screens: readonly { readonly id: string; readonly pairedAt: string; readonly seenAt: string; readonly on: boolean }[];
  readonly wifi: string | null;
}

/** While the list is looked at, it is read anew so often. */
const again = 5000;

const part = document.querySelector<HTMLDetailsElement>('[data-television]');
const room = document.querySelector<HTMLElement>('[data-room]')?.dataset.room;
if (part && room) television(part, `/api/parties/${room}`);

function television(part: HTMLDetailsElement, address: string): void {
  const find = <T extends HTMLElement = HTMLElement>(selector: string) => part.querySelector<T>(selector) as T;
  const said = document.querySelector<HTMLElement>('[data-sheet-said]');
  const held = new Held((words) => {
    drawToast(words);
    for (const button of part.querySelectorAll<HTMLButtonElement>('[data-screen-off]')) drawOff(button);
  });
  let reading: number | undefined;

  part.addEventListener('toggle', (event) => {
    if (event.target !== part) return;
    window.clearInterval(reading);
    if (!part.open) return;
    void list();
    reading = window.setInterval(() => part.checkVisibility() && void list(), again);
  });
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>('button') : null;
    if (button?.matches('[data-undo]')) held.drop();
    else if (button?.matches('[data-screen-off]')) takeOff(button);
    else if (button?.matches('[data-wifi-forget]')) void change('DELETE', 'wifi', undefined, 'Televisions show the Wi-Fi no longer.');
  });
  find<HTMLFormElement>('[data-screen-pair]').addEventListener('submit', (event) => {
    event.preventDefault();
    void pair(event.target as HTMLFormElement);
  });
  find<HTMLFormElement>('[data-wifi-form]').addEventListener('submit', (event) => {
    event.preventDefault();
    void wifi(event.target as HTMLFormElement);
  });
  addEventListener('pagehide', () => held.flush());
  document.addEventListener('visibilitychange', () => document.hidden && held.flush());

  async function list(): Promise<void> {
    const reply = await send<Screens>('GET', `${address}/screens`);
    if (reply.ok && reply.body) draw(reply.body);
  }

  async function pair(form: HTMLFormElement): Promise<void> {
    const reply = await send<Screens>('POST', `${address}/screens`, { code: new FormData(form).get('code') });
    tell(reply, 'The television shows the party in a moment.');
    if (!reply.ok || !reply.body) return;
    form.reset();
    draw(reply.body);
  }

  async function wifi(form: HTMLFormElement): Promise<void> {
    const data = new FormData(form);
    if (await change('PUT', 'wifi', { name: data.get('name'), password: data.get('password') }, 'Televisions show the Wi-Fi’s QR code.')) form.reset();
  }

  async function change(method: string, what: string, body: unknown, done: string, keepalive = false): Promise<boolean> {
    const reply = await send(method, `${address}/${what}`, body, keepalive);
    tell(reply, done);
    await list();
    return reply.ok;
  }

  function takeOff(button: HTMLButtonElement): void {
    const { screen = '', name = '' } = button.dataset;
    if (held.key === screen) return held.drop();
    held.hold(screen, `${name} shows the party no longer in a moment.`, () => void change('DELETE', `screens/${screen}`, undefined, `${name} is off.`, true));
  }

  function draw({ screens, wifi }: Screens): void {
    const rows = screens.map(({ id, pairedAt, seenAt, on }, place) => {
      const row = find<HTMLTemplateElement>('[data-screen-row]').content.firstElementChild?.cloneNode(true) as HTMLElement;
      const [name, state, button] = [row.querySelector('strong'), row.querySelector('span'), row.querySelector('button')];
      if (name) name.textContent = `Television ${place + 1}`;
      if (state) state.textContent = on ? `Shows the party since ${time(pairedAt)}.` : `Not heard of since ${time(seenAt)}: it may be switched off.`;
      if (button) {
        Object.assign(button.dataset, { screen: id, name: `Television ${place + 1}` });
        drawOff(button);
      }
      return row;
    });
    const places = find('[data-screens]');
    const words = (list: readonly Element[]) => list.map((row) => row.textContent).join();
    // What is the same stays, with the keyboard's place in it.
    if (words(rows) !== words([...places.children])) places.replaceChildren(...rows);
    find('[data-wifi-now]').hidden = wifi === null;
    find('[data-wifi-now-name]').textContent = wifi;
    find('[data-wifi-forget]').hidden = wifi === null;
  }

  function drawOff(button: HTMLButtonElement): void {
    const goes = button.dataset.screen === held.key;
    button.textContent = goes ? 'Undo' : 'Take off';
    button.closest('li')?.toggleAttribute('data-goes', goes);
    button.setAttribute('aria-label', `${goes ? 'Undo: take off' : 'Take off'} ${button.dataset.name ?? ''}`);
  }

  function tell(reply: Reply<unknown>, done: string): void {
    if (!said) return;
    said.textContent = reply.ok ? done : reply.problem;
    said.classList.toggle('bad', !reply.ok);
  }
}

function time(moment: string): string {
  return new Date(moment).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}
