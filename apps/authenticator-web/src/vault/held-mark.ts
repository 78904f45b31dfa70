const name = "__Host-sallyport-held";
/** The maximum lifetime of a cookie in browsers (RFC 6265bis §5.5). */
const seconds = 400 * 24 * 60 * 60;

/**
 * This mark is stored in a cookie. The cookie survives when the browser clears the app's storage.
 * - `held`: the app has accounts, but the server doesn't know yet.
 * - `told`: the app has accounts, and the server knows.
 * - `emptied`: the user deleted the last account, but the server doesn't know yet.
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
    // The browser can block cookies. The app ignores this error, because the server also stores whether the app
    // has accounts.
  }
}

function cookies(): string {
  try {
    return document.cookie;
  } catch {
    return "";
  }
}
