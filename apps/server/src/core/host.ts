/** A host with an optional port. Anything else is refused, because `URL` would silently drop user names and paths. */
const hostAndPort = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d*)?$/i;

/**
 * Finds the origin that a Host header names (RFC 9110 §4.2.3): case doesn't matter, and the default port may be
 * missing. A host name with a trailing dot is another host, as it is for browsers and their cookies.
 */
export function originOfHost(origins: readonly string[], host: string | undefined): string | undefined {
  return origins.find((origin) => isOrigin(`${new URL(origin).protocol}//${host ?? ""}`, origin));
}

/** Whether an Origin header names `origin` (RFC 9110 §4.2.3). */
export function isOrigin(written: string, origin: string): boolean {
  const [, scheme = "", host = ""] = /^([a-z]+:)\/\/(.*)$/i.exec(written) ?? [];
  if (!hostAndPort.test(host) || !URL.canParse(`${scheme}//${host}`)) return false;
  return new URL(`${scheme}//${host}`).origin === origin;
}
