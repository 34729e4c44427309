// From signed in to the code in two taps: a playlist, a device. The settings are right for most.

import '../../Web/copy';
import { send } from './api';
import { Devices } from './devices';
import { readSettings } from './settings';
import { readStart } from './startfields';
import { startsOn } from './startwords';
import { settingsLine } from './words';

interface Playlist {
  readonly account: string;
  readonly id: string;
  readonly title: string;
  readonly tracks: number;
  readonly cover: string | null;
  readonly lastUsed: string | null;
  readonly cost: string | null;
}

const form = document.querySelector<HTMLFormElement>('[data-hosting]');
if (form) host(form);

function host(form: HTMLFormElement): void {
  const part = <T extends HTMLElement = HTMLElement>(selector: string) => form.querySelector<T>(selector) as T;
  const devices = new Devices(form);
  let chosen: Playlist | undefined;
  let all: readonly Playlist[] = [];

  void load();
  part('[data-again]').addEventListener('click', () => void load());
  part('[data-search]').addEventListener('input', list);
  part('[data-clear]').addEventListener('click', () => {
    part<HTMLInputElement>('[data-search]').value = '';
    list();
  });
  part('[data-back]').addEventListener('click', () => history.back());
  addEventListener('popstate', () => step('playlist'));
  form.addEventListener('change', () => {
    part('[data-settings-line]').textContent = settingsLine(readSettings(form));
    const { at, byItself } = readStart(form);
    part('[data-later-line]').textContent = at ? `${startsOn(Date.parse(at))}${byItself ? ', by itself' : ''}` : 'now, when you say so';
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void open();
  });

  async function load(): Promise<void> {
    part('[data-playlists-problem]').hidden = true;
    const reply = await send<Playlist[]>('GET', '/api/party/playlists');
    part('[data-playlists]').ariaBusy = 'false';
    if (!reply.ok || !reply.body) {
      part('[data-playlists]').replaceChildren();
      part('[data-problem-words]').textContent = reply.problem;
      part('[data-playlists-problem]').hidden = false;
      return;
    }
    all = [...reply.body].sort((a, b) => (b.lastUsed ?? '').localeCompare(a.lastUsed ?? ''));
    part('[data-search]').hidden = all.length < 9;
    part('[data-no-playlist]').hidden = all.length > 0;
    list();
  }

  function list(): void {
    const words = part<HTMLInputElement>('[data-search]').value.trim().toLocaleLowerCase();
    const shown = all.filter((playlist) => playlist.title.toLocaleLowerCase().includes(words));
    part('[data-no-match]').hidden = shown.length > 0 || all.length === 0;
    part('[data-playlists]').replaceChildren(...shown.map(draw));
  }

  function draw(playlist: Playlist): HTMLElement {
    const item = part<HTMLTemplateElement>('[data-record]').content.firstElementChild?.cloneNode(true) as HTMLElement;
    const [image, none] = item.querySelectorAll<HTMLElement>('.art');
    if (image instanceof HTMLImageElement && playlist.cover) image.src = playlist.cover;
    if (image) image.hidden = !playlist.cover;
    if (none) none.hidden = !!playlist.cover;
    const [title, more] = item.querySelectorAll('.record-title, .record-more');
    if (title) title.textContent = playlist.title || 'No title';
    if (more) more.textContent = [playlist.tracks === 1 ? '1 song' : `${playlist.tracks.toLocaleString('en')} songs`, playlist.lastUsed ? 'used before' : ''].filter(Boolean).join(', ');
    const button = item.querySelector('button') as HTMLButtonElement;
    button.disabled = playlist.tracks === 0;
    button.addEventListener('click', () => choose(playlist));
    return item;
  }

  function choose(playlist: Playlist): void {
    chosen = playlist;
    part('[data-chosen]').textContent = playlist.title;
    part('[data-chosen-cost]').textContent = playlist.cost ?? '';
    part('[data-chosen-cost]').hidden = !playlist.cost;
    const cover = part<HTMLImageElement>('[data-chosen-cover]');
    cover.hidden = !playlist.cover;
    if (playlist.cover) cover.src = playlist.cover;
    tellPremium(playlist.account);
    history.pushState(null, '');
    step('device');
  }

  /** What was seen of the account that would play: a warning, nothing at all, or that nobody knows. */
  function tellPremium(account: string): void {
    for (const notice of form.querySelectorAll<HTMLElement>('[data-no-premium]')) notice.hidden = notice.dataset.noPremium !== account;
    const unknown = part('[data-premium-known]');
    unknown.hidden = unknown.dataset.premiumKnown?.split(' ').includes(account) ?? false;
  }

  function step(name: 'playlist' | 'device'): void {
    form.dataset.at = name;
    for (const section of form.querySelectorAll<HTMLElement>('[data-step]')) section.hidden = section.dataset.step !== name;
    for (const item of form.querySelectorAll<HTMLElement>('[data-step-name]')) {
      if (item.dataset.stepName === name) item.setAttribute('aria-current', 'step');
      else item.removeAttribute('aria-current');
    }
    if (name === 'device' && chosen) {
      devices.watch(`/api/party/devices?account=${chosen.account}`);
      part('#device-head').focus({ preventScroll: true });
      scrollTo(0, 0);
    } else devices.stop();
  }

  async function open(): Promise<void> {
    const button = part<HTMLButtonElement>('[data-open]');
    if (!chosen || button.ariaBusy === 'true') return;
    const problem = part('[data-open-problem]');
    problem.hidden = !devices.undecided;
    if (devices.undecided) {
      problem.textContent = 'Choose where the music shall play first.';
      return devices.focus();
    }
    button.ariaBusy = 'true';
    const start = readStart(form);
    const reply = await send<{ id: string }>('POST', '/api/parties', { startsAt: start.at, startsByItself: start.byItself, playlistId: chosen.id, accountId: chosen.account, deviceId: devices.chosen, deviceName: devices.name, settings: readSettings(form) });
    // One that is on already is the one to go to.
    if ((reply.ok || reply.status === 409) && reply.body?.id) return location.assign(`/party/${reply.body.id}`);
    button.removeAttribute('aria-busy');
    problem.textContent = reply.problem;
    problem.hidden = false;
  }
}
