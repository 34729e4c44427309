// The devices that are awake, asked again while somebody looks: one that wakes appears without a reload.

import { send } from './api';
import { deviceKind } from './words';

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
}

const problems: Record<string, string> = {
  premium: 'Spotify lets only Premium accounts be played from here, and this one has none.',
  'sign-in': 'Spotify no longer accepts this sign-in. Sign in again, then come back.',
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
      this.pick(this.chosen, this.name ?? '');
    });
    document.addEventListener('visibilitychange', () => { if (this.on && !document.hidden) this.look(); });
  }

  /** What the chosen one is called. */
  get name(): string | undefined {
    return this.box.querySelector(':checked')?.closest('li')?.querySelector('.choice-name')?.textContent ?? undefined;
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
    this.tell(reply.ok ? (reply.body?.problem ? (problems[reply.body.problem] ?? 'Spotify does not answer. It is tried again by itself.') : '') : reply.problem);
    if (reply.ok && reply.body) this.show(reply.body);
  }

  private show({ devices, playing, problem }: Found): void {
    const able = devices.filter((device) => !device.restricted);
    this.chosen = able.find((device) => device.id === this.chosen)?.id ?? able.find((device) => device.active)?.id ?? (able.length === 1 ? able[0]?.id : undefined);
    const where = playing?.device ? ` on ${playing.device}` : '';
    this.part('[data-playing]').textContent = playing ? `Now${where}: ${playing.title} by ${playing.artists}` : '';
    this.part('[data-no-device]').hidden = devices.length > 0 || problem !== null;
    const list = this.part('[data-device-list]');
    const known = new Map([...list.querySelectorAll('input')].map((input) => [input.value, input.closest('li')]));
    list.replaceChildren(...devices.map((device) => this.fill(known.get(device.id) ?? this.make(), device)));
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
