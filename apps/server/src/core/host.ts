/** Refuses a user name or a path in the host. `URL` would accept these parts and drop them. */
const hostAndPort = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d*)?$/i;

/**
 * The host can omit the default port (RFC 9110 §4.2.3). A host with a trailing dot is a different host, as in
 * browsers.
 */
export function originOfHost(origins: readonly string[], host: string | undefined): string | undefined {
  return origins.find((origin) => isOrigin(`${schemeOf(origin)}//${host ?? ""}`, origin));
}

function schemeOf(origin: string): string {
  return origin.slice(0, origin.indexOf("//"));
}

/** An origin ends with the host and port. */
export function hostOf(origin: string): string {
  return origin.slice(schemeOf(origin).length + 2);
}

/** Compares origins as in RFC 9110 §4.2.3. */
export function isOrigin(written: string, origin: string): boolean {
  const [, scheme = "", host = ""] = /^([a-z]+:)\/\/(.*)$/i.exec(written) ?? [];
  if (!hostAndPort.test(host)) return false;
  // Nearly all requests spell the origin in this way. Parsing takes much longer.
  if (written === origin) return true;
  return URL.canParse(`${scheme}//${host}`) && new URL(`${scheme}//${host}`).origin === origin;
}
