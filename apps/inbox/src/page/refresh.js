// Looks for new mail every second and a half, and swaps only the list, so that reading is never disturbed.
const everyMs = 1500;

async function load() {
  const reply = await fetch(location.href);
  // The mail that is open was cleared elsewhere: it stays to be read, and the list goes on without it.
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
  // Changed in place: what is said aloud must have been there before, and what has the focus must stay.
  document.querySelector("#count").textContent = fresh.querySelector("#count").textContent;
  document.querySelector("#clear").disabled = fresh.querySelector("#clear").disabled;
  if (!isReading) document.title = fresh.title;
  if (focused?.startsWith("/mails/"))
    document.querySelector(`#mails a[href="${CSS.escape(focused)}"]`)?.focus();
}

setInterval(() => void refresh(), everyMs);
document.addEventListener("visibilitychange", () => void refresh());
