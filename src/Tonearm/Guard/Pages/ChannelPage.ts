// A new channel has its reader's clocks.

const zone = document.querySelector<HTMLInputElement>('#zone');
if (zone?.value === '') zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
