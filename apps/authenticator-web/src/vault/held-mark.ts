const name = "__Host-sallyport-held";
/** The longest that browsers keep a cookie (RFC 6265bis §5.5). */
const seconds = 400 * 24 * 60 * 60;

/**
 * Whether this app held accounts, in a cookie: it outlives a storage that the browser clears to make room.
 * - `held`: there are some, and the server doesn't know yet. - `told`: the server knows too.
 * - `emptied`: the last one was deleted on purpose, and the server doesn't know yet.
 */
export type HeldMark = "held" | "told" | "emptied";

export function heldMark(): HeldMark | undefined {
  const value = /(?:^|; )__Host-sallyport-held=(\w+)/.exec(cookies())?.[1];
  return value === "held" || value === "told" || value === "emptied" ? value : undefined;
}

export function setHeldMark(mark: HeldMark | undefined): void {
  const lifetime = mark === undefined ? 0 : seconds;
  try {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari before 18.4.
    document.cookie = `${name}=${mark ?? ""}; Max-Age=${lifetime}; Path=/; Secure; SameSite=Strict`;
  } catch {
    // A browser that blocks cookies: the server remembers it alone.
  }
}

function cookies(): string {
  try {
    return document.cookie;
  } catch {
    return "";
  }
}
