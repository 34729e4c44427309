// Hands, wheel and keys on the square of the cover editor.

import { type Crop, pan, zoomTo } from './crop';

const KEY_STEP = 0.02;
const ZOOM_STEP = 1.1;

export function handleCrop(cut: HTMLElement, crop: () => Crop, show: (crop: Crop) => void): void {
  const fingers = new Map<number, { x: number; y: number }>();

  cut.addEventListener('pointerdown', (event) => {
    cut.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });

  cut.addEventListener('pointermove', (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    const now = { x: event.clientX, y: event.clientY };
    const box = cut.getBoundingClientRect();
    fingers.set(event.pointerId, now);
    const hands = other ? 2 : 1;
    let next = pan(crop(), (now.x - before.x) / box.width / hands, (now.y - before.y) / box.height / hands);
    if (other) {
      const middle = { u: ((now.x + other.x) / 2 - box.left) / box.width, v: ((now.y + other.y) / 2 - box.top) / box.height };
      next = zoomTo(next, next.zoom * (apart(now, other) / Math.max(1, apart(before, other))), middle.u, middle.v);
    }
    show(next);
  });

  for (const end of ['pointerup', 'pointercancel'] as const) cut.addEventListener(end, (event) => fingers.delete(event.pointerId));

  cut.addEventListener('wheel', (event) => {
    event.preventDefault();
    const box = cut.getBoundingClientRect();
    const zoom = crop().zoom * Math.exp(-event.deltaY / 400);
    show(zoomTo(crop(), zoom, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height));
  }, { passive: false });

  cut.addEventListener('keydown', (event) => {
    const step = event.shiftKey ? KEY_STEP * 5 : KEY_STEP;
    const moves: Record<string, () => Crop> = {
      ArrowLeft: () => pan(crop(), step, 0),
      ArrowRight: () => pan(crop(), -step, 0),
      ArrowUp: () => pan(crop(), 0, step),
      ArrowDown: () => pan(crop(), 0, -step),
      '+': () => zoomTo(crop(), crop().zoom * ZOOM_STEP),
      '=': () => zoomTo(crop(), crop().zoom * ZOOM_STEP),
      '-': () => zoomTo(crop(), crop().zoom / ZOOM_STEP),
    };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    show(move());
  });
}

function apart(a: { x: number; y: number }, b: { x: number; y: number }): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
