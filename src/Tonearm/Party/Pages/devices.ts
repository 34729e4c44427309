// The devices that are awake, asked again while somebody looks: one that wakes appears without a reload.

import { plain } from '../../Web/bidi';
import { send } from './api';
import { deviceKind, titled } from './words';

interface Device {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly active: boolean;
  readonly restricted: boolean;
}

interface Found {
  readonly devices: readonly Device[];
  readonly playing: { readonly title: string; readonly artists: string; readonly device: string | null } | null;
  readonly problem: string | null;
  readonly sentence: string | null;
  readonly cost: string | null;
}

const problems: Record<string, string> = {
  premium: 'Spotify lets only Premium accounts be played from here, and this one has none.',
  'sign-in': 'Spotify no longer accepts this sign-in. Sign in again, then come back.',
  'app-premium': 'Spotify answers nobody here until the owner of this app has Premium again.',
  'not-listed': 'Spotify answers only people whom the owner of this app has entered in its dashboard, and this account is not among them.',
  quota: 'Spotify takes no more questions for now. The device on which Spotify is active will be used.',
};

/** Each look is a call that Spotify counts: often at first, then less so. */
const often = 4000;
const seldom = 12_000;
const soon = 15;

export class Devices {
  private readonly box: HTMLElement;
  private timer: number | undefined;
  private looks = 0;
  private address = '';
  private on = false;
  /** What the reader chose, or what is chosen for them; undefined until something is awake. */
  chosen: string | undefined;

  /** @param pick told when a person chooses. */
  constructor(root: ParentNode, private readonly pick: (id: string, name: string) => void = () => {}) {
    this.box = root.querySelector<HTMLElement>('[data-devices]') as HTMLElement;
    this.box.addEventListener('change', (event) => {
      if (!(event.target instanceof HTMLInputElement)) return;
      this.chosen = event.target.value;
      this.part('[data-choose]').hidden = true;
      this.pick(this.chosen, this.name ?? '');
    });
    document.addEventListener('visibilitychange', () => { if (this.on && !document.hidden) this.look(); });
  }

  /** What the chosen one is called. */
  get name(): string | undefined {
    return this.box.querySelector(':checked')?.closest('li')?.querySelector('.choice-name')?.textContent ?? undefined;
  }

  /** Several could play, none of them does, and the reader has chosen none. */
  get undecided(): boolean {
    return this.chosen === undefined && this.box.querySelector('input:enabled') !== null;
  }

  /** Takes the reader to the first of them. */
  focus(): void {
    this.box.querySelector<HTMLInputElement>('input:enabled')?.focus();
  }

  watch(address: string, chosen?: string | null): void {
    if (address !== this.address) this.part('[data-device-list]').replaceChildren();
    this.address = address;
    this.chosen = chosen ?? undefined;
    this.looks = 0;
    this.on = true;
    this.look();
  }

  stop(): void {
    this.on = false;
    clearTimeout(this.timer);
  }

  private look(): void {
    clearTimeout(this.timer);
    void this.ask().finally(() => {
      if (this.on && !document.hidden) this.timer = window.setTimeout(() => this.look(), this.looks++ < soon ? often : seldom);
    });
  }

  private async ask(): Promise<void> {
    const reply = await send<Found>('GET', this.address);
    if (!this.on) return;
    this.tell(reply.ok ? this.words(reply.body) : reply.problem);
    if (reply.ok && reply.body) this.show(reply.body);
  }

  private words(found: Found | undefined): string {
    if (!found?.problem) return '';
    return found.sentence ?? problems[found.problem] ?? 'Spotify does not answer. It is tried again by itself.';
  }

  private show({ devices, playing, problem, cost }: Found): void {
    const able = devices.filter((device) => !device.restricted);
    this.chosen = able.find((device) => device.id === this.chosen)?.id ?? able.find((device) => device.active)?.id ?? (able.length === 1 ? able[0]?.id : undefined);
    const where = playing?.device ? ` on ${plain(playing.device)}` : '';
    this.part('[data-playing]').textContent = playing ? `Now${where}: ${titled(playing)}` : '';
    this.box.closest('form')?.toggleAttribute('data-lacks-premium', problem === 'premium');
    this.part('[data-no-device]').hidden = devices.length > 0 || problem !== null;
    this.part('[data-device-cost]').textContent = cost ?? '';
    this.part('[data-device-cost]').hidden = !cost;
    const list = this.part('[data-device-list]');
    const known = new Map([...list.querySelectorAll('input')].map((input) => [input.value, input.closest('li')]));
    const rows = devices.map((device) => this.fill(known.get(device.id) ?? this.make(), device));
    // Rows that stay are left alone: one that is taken out and put back loses the keyboard.
    if (rows.length !== list.children.length || rows.some((row, place) => row !== list.children[place])) list.replaceChildren(...rows);
    this.part('[data-choose]').hidden = !this.undecided;
  }

  private make(): HTMLElement {
    return this.box.querySelector<HTMLTemplateElement>('[data-device-row]')?.content.firstElementChild?.cloneNode(true) as HTMLElement;
  }

  private fill(row: HTMLElement, { id, name, kind, active, restricted }: Device): HTMLElement {
    const input = row.querySelector('input') as HTMLInputElement;
    input.value = id;
    input.disabled = restricted;
    input.checked = id === this.chosen;
    const [title, hint] = row.querySelectorAll('.choice-name, .hint');
    if (title) title.textContent = name;
    if (hint) hint.textContent = [deviceKind(kind), active ? 'active now' : '', restricted ? 'takes no commands from outside' : ''].filter(Boolean).join(', ');
    row.toggleAttribute('data-active', active);
    return row;
  }

  private tell(problem: string): void {
    const line = this.part('[data-device-problem]');
    line.hidden = !problem;
    line.textContent = problem;
  }

  private part(selector: string): HTMLElement {
    return this.box.querySelector(selector) as HTMLElement;
  }
}
