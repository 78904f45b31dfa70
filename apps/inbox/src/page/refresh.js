// Looks for new mail every second and a half, and swaps only the list, so that reading is never disturbed.
const everyMs = 1500;

async function refresh() {
  if (document.hidden) return;
  const reply = await fetch(location.href).catch(() => null);
  if (!reply?.ok) return;
  const fresh = new DOMParser().parseFromString(await reply.text(), "text/html");
  if (fresh.querySelector("#mails").innerHTML === document.querySelector("#mails").innerHTML) return;

  const focused = document.activeElement?.getAttribute("href");
  const isReading = document.querySelector("article") !== null;
  for (const part of ["#mails", "#count", "header form", ...(isReading ? [] : ["main"])]) {
    document.querySelector(part).replaceWith(document.adoptNode(fresh.querySelector(part)));
  }
  document.title = fresh.title;
  if (focused?.startsWith("/mails/"))
    document.querySelector(`#mails a[href="${CSS.escape(focused)}"]`)?.focus();
}

setInterval(() => void refresh(), everyMs);
document.addEventListener("visibilitychange", () => void refresh());
