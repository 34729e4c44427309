/** Moves the needle of a Groove.razor. */
export function turnGroove(groove: HTMLElement, done: number, total: number, words: string): void {
  const share = total > 0 ? `${Math.min(100, (100 * done) / total).toFixed(2)}%` : '0%';
  delete groove.dataset.busy;
  groove.ariaValueNow = String(done);
  groove.ariaValueMax = String(total);
  groove.ariaValueText = words;
  groove.querySelector('.groove-played')?.setAttribute('width', share);
  groove.querySelector('.groove-needle')?.setAttribute('cx', share);
}
