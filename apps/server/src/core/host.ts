/** The allowed form of a Host header, so that no other part of a URL is compared. */
const hostAndPort = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d*)?$/i;

/**
 * The one of `origins` that a Host header names by the rules of RFC 9110 §4.2.3: case doesn't matter, and the scheme's
 * default port may be missing. With a trailing dot it is another host, as for browsers and their cookies.
 */
export function originOfHost(origins: readonly string[], host: string | undefined): string | undefined {
  return origins.find((origin) => isOrigin(`${new URL(origin).protocol}//${host ?? ""}`, origin));
}

/** Whether an Origin header names `origin` by the rules of RFC 9110 §4.2.3. */
export function isOrigin(written: string, origin: string): boolean {
  const [, scheme = "", host = ""] = /^([a-z]+:)\/\/(.*)$/i.exec(written) ?? [];
  if (!hostAndPort.test(host) || !URL.canParse(`${scheme}//${host}`)) return false;
  return new URL(`${scheme}//${host}`).origin === origin;
}
