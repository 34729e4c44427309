// Asks the server, and has a sentence for a person whatever becomes of it.

export interface Reply<T> {
  readonly ok: boolean;
  /** 0 when the server could not be reached. */
  readonly status: number;
  readonly body: T | undefined;
  /** What went wrong, in words; empty when nothing did. */
  readonly problem: string;
}

const unreachable = 'The server could not be reached, so nothing was changed. Try again when you are connected.';

/** @param keepalive It is sent even while the page goes. */
export async function send<T = unknown>(method: string, address: string, body?: unknown, keepalive = false): Promise<Reply<T>> {
  try {
    const init: RequestInit = { method, keepalive, signal: AbortSignal.timeout(15_000), headers: { Accept: 'application/json' } };
    if (body !== undefined) Object.assign(init, { body: JSON.stringify(body), headers: { ...init.headers, 'Content-Type': 'application/json' } });
    const answer = await fetch(address, init);
    const text = await answer.text();
    const said = text ? (JSON.parse(text) as unknown) : undefined;
    if (answer.ok) return { ok: true, status: answer.status, body: said as T, problem: '' };
    const { detail, title } = (said ?? {}) as { detail?: string; title?: string };
    return { ok: false, status: answer.status, body: said as T, problem: detail ?? title ?? 'That did not work. Try once more.' };
  } catch {
    return { ok: false, status: 0, body: undefined, problem: unreachable };
  }
}
