// Keeps a host's screen awake while the page is seen. Browsers take the lock back when it is hidden, and give it only on https.
export function stayAwake(): void {
  const ask = () => {
    if (document.visibilityState === 'visible') void navigator.wakeLock?.request('screen').catch(() => {});
  };
  ask();
  document.addEventListener('visibilitychange', ask);
}
