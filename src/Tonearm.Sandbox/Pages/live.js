// Keeps the parts of a page that are marked as live up to date, without disturbing whoever is using one of them.
const pause = 1000;

async function refresh() {
  if (!document.hidden) {
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      if (answer.ok) replace(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      // The Sandbox is gone for now; what is shown stays.
    }
  }
  setTimeout(refresh, pause);
}

function replace(page) {
  for (const part of document.querySelectorAll("[data-live]")) {
    const fresh = page.getElementById(part.id);
    if (!fresh || fresh.innerHTML === part.innerHTML || part.contains(document.activeElement)) continue;
    part.innerHTML = fresh.innerHTML;
  }
}

setTimeout(refresh, pause);
