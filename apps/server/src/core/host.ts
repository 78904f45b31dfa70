/** `URL` alone would accept and drop a user name or a path. */
const hostAndPort = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d*)?$/i;

/**
 * The host may omit the default port (RFC 9110 §4.2.3). A trailing dot makes another host, as in browsers.
 */
export function originOfHost(origins: readonly string[], host: string | undefined): string | undefined {
  return origins.find((origin) => isOrigin(`${new URL(origin).protocol}//${host ?? ""}`, origin));
}

/** Compares origins as in RFC 9110 §4.2.3. */
export function isOrigin(written: string, origin: string): boolean {
  const [, scheme = "", host = ""] = /^([a-z]+:)\/\/(.*)$/i.exec(written) ?? [];
  if (!hostAndPort.test(host) || !URL.canParse(`${scheme}//${host}`)) return false;
  return new URL(`${scheme}//${host}`).origin === origin;
}
