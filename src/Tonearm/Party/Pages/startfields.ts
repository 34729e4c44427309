// The fields of a party's time: by the clock on the wall of whoever fills them, read as the moment that it means.

export interface Start {
  /** Null for no time. */
  readonly at: string | null;
  readonly byItself: boolean;
}

export function readStart(form: HTMLFormElement): Start {
  const value = field(form).value;
  const at = value ? new Date(value) : undefined;
  return { at: at && !Number.isNaN(at.getTime()) ? at.toISOString() : null, byItself: !!at && tick(form).checked };
}

/** @param at null for no time. */
export function writeStart(form: HTMLFormElement, at: number | null, byItself: boolean): void {
  field(form).value = at === null ? '' : onWall(new Date(at));
  tick(form).checked = byItself;
}

/** As a field for day and time has it; an hour that the clocks leave out is the one after it. */
export function onWall(at: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

const field = (form: HTMLFormElement) => form.querySelector('[name="startsAt"]') as HTMLInputElement;
const tick = (form: HTMLFormElement) => form.querySelector('[name="startsByItself"]') as HTMLInputElement;
