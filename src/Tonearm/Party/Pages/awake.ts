// Keeps a host's screen awake while the page is seen. Browsers take the lock back when it is hidden, and give it only on https.
export function stayAwake(): void {
  void ask();
  document.addEventListener('visibilitychange', () => void ask());
}

async function ask(): Promise<void> {
  if (document.visibilityState !== 'visible' || !navigator.wakeLock) return;
  try {
    await navigator.wakeLock.request('screen');
    for (const words of document.querySelectorAll('[data-awake]')) words.textContent = 'Keep this page open; the screen stays awake.';
  } catch {
    // A phone that saves its battery refuses: what the page says stays true.
  }
}
