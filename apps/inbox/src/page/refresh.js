// Checks for new mail every 1.5 seconds and replaces only the list, so that reading isn't interrupted.
const everyMs = 1500;

async function load() {
  const reply = await fetch(location.href);
  // If the open mail was deleted in another window, it stays on screen and only the list is updated.
  return reply.status === 404 ? fetch("/") : reply;
}

async function refresh() {
  if (document.hidden) return;
  const reply = await load().catch(() => null);
  if (!reply?.ok) return;
  const fresh = new DOMParser().parseFromString(await reply.text(), "text/html");
  if (fresh.querySelector("#mails").innerHTML === document.querySelector("#mails").innerHTML) return;

  const focused = document.activeElement?.getAttribute("href");
  const isReading = document.querySelector("article") !== null;
  for (const part of ["#mails", ...(isReading ? [] : ["main"])]) {
    document.querySelector(part).replaceWith(document.adoptNode(fresh.querySelector(part)));
  }
  // Updates the list in place: a live region must exist before its text changes, and the focused element must stay.
  document.querySelector("#count").textContent = fresh.querySelector("#count").textContent;
  document.querySelector("#clear").disabled = fresh.querySelector("#clear").disabled;
  if (!isReading) document.title = fresh.title;
  if (focused?.startsWith("/mails/"))
    document.querySelector(`#mails a[href="${CSS.escape(focused)}"]`)?.focus();
}

setInterval(() => void refresh(), everyMs);
document.addEventListener("visibilitychange", () => void refresh());
