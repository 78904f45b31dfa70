/** Compares exactly, because looser comparisons have sent codes to attackers (RFC 9700 §4.1.3). */
export function isRegistered(addresses: readonly string[], asked: string): boolean {
  // defence: AT-132 after-logout
  return addresses.includes(asked);
}

interface Paths {
  callbackPaths: readonly string[];
  otherCallbacks?: readonly string[] | undefined;
  afterLogoutPaths?: readonly string[] | undefined;
  launchPath: string | null;
  logoutPath?: string | undefined;
}

export interface FilledIn {
  launchAddress: string | null;
  callbackAddresses: string[];
  afterLogoutAddresses: string[];
  logoutAddress: string | null;
}

/** @param base an address that doesn't end with a slash */
export function fillIn(base: string, paths: Paths): FilledIn {
  const under = (path: string) => base + path;
  return {
    launchAddress: paths.launchPath === null ? null : under(paths.launchPath),
    callbackAddresses: [...paths.callbackPaths.map(under), ...(paths.otherCallbacks ?? [])],
    afterLogoutAddresses: (paths.afterLogoutPaths ?? []).map(under),
    logoutAddress: paths.logoutPath === undefined ? null : under(paths.logoutPath),
  };
}

interface Addresses {
  launchAddress: string | null;
  callbackAddresses: readonly string[];
}

/**
 * True if the address has the same origin as the application's launch address or a callback address. Otherwise, an
 * administrator could allow an attacker's look-alike address with one click (CVE-2024-52289).
 */
export function isOfApplication(asked: string, { launchAddress, callbackAddresses }: Addresses): boolean {
  const known = launchAddress === null ? callbackAddresses : [launchAddress, ...callbackAddresses];
  return known.some((address) => originOf(address) === originOf(asked));
}

function originOf(address: string): string | null {
  return /^https?:\/\/[^/?#]+/.exec(address)?.[0] ?? null;
}

/** For an application behind a proxy, our server answers the requests to this path. */
export const proxyPaths: Paths = { callbackPaths: ["/.sallyport/callback"], launchPath: "" };
