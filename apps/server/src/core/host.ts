/** What a Host header may hold, so that nothing else of a URL gets into the comparison. */
const hostAndPort = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d*)?$/i;

/**
 * The one of `origins` that a Host header names, equal by RFC 9110 §4.2.3: upper and lower case are the same, and the
 * default port of the scheme may be there or not. A trailing dot makes another host, as it does for browsers and their cookies.
 */
export function originOfHost(origins: readonly string[], host: string | undefined): string | undefined {
  return origins.find((origin) => isOrigin(`${new URL(origin).protocol}//${host ?? ""}`, origin));
}

/** Whether an Origin header names `origin`, equal by RFC 9110 §4.2.3. */
export function isOrigin(written: string, origin: string): boolean {
  const [, scheme = "", host = ""] = /^([a-z]+:)\/\/(.*)$/i.exec(written) ?? [];
  if (!hostAndPort.test(host) || !URL.canParse(`${scheme}//${host}`)) return false;
  return new URL(`${scheme}//${host}`).origin === origin;
}
