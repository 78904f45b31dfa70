/** Compares exactly, because looser comparisons have sent codes to attackers (RFC 9700 §4.1.3). */
export function isRegistered(addresses: readonly string[], asked: string): boolean {
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

/** @param base an address without a slash at its end */
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
 * An address that a request brought is offered for registration only if the application is known at its origin.
 * So a look-alike can't be added with one press (CVE-2024-52289).
 */
export function isOfApplication(asked: string, { launchAddress, callbackAddresses }: Addresses): boolean {
  const known = launchAddress === null ? callbackAddresses : [launchAddress, ...callbackAddresses];
  return known.some((address) => originOf(address) === originOf(asked));
}

function originOf(address: string): string | null {
  return /^https?:\/\/[^/?#]+/.exec(address)?.[0] ?? null;
}

/** The server answers this path of an application behind a proxy. */
export const proxyPaths: Paths = { callbackPaths: ["/.sallyport/callback"], launchPath: "" };
