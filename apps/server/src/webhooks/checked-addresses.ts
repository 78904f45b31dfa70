import { Resolver } from "node:dns/promises";
import { isIP } from "node:net";
import { second } from "../core/clock.ts";
import { trustIn } from "../core/trusted-proxies.ts";
import { isPublic } from "./public-address.ts";
import { Undelivered } from "./undelivered.ts";

/** If the name has no address, `Resolve` throws or returns an empty list. */
export type Resolve = (hostname: string) => Promise<string[]>;

/** Asks DNS directly. A waiting `getaddrinfo` would occupy a thread that password hashes need. */
export const resolveByDns: Resolve = async (hostname) => {
  const resolver = new Resolver({ timeout: 3 * second, tries: 2 });
  const found = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
  return found.flatMap((result) => (result.status === "fulfilled" ? result.value : []));
};

export interface Reach {
  resolve: Resolve;
  networks: readonly string[];
}

/**
 * Refuses a host if any of its addresses is internal and not in `networks`. For plain http, all addresses must
 * be in `networks`.
 */
export async function checkedAddresses(url: URL, { resolve, networks }: Reach): Promise<string[]> {
  const addresses = await addressesOf(url, resolve);
  if (addresses.length === 0) throw new Undelivered("no-address");
  const isAllowed = trustIn(networks);
  const isReachable = (address: string) =>
    isAllowed(address) || (url.protocol === "https:" && isPublic(address));
  // defence: AT-92 addresses
  if (!addresses.every(isReachable)) throw new Undelivered("refused-address");
  return addresses;
}

async function addressesOf({ hostname }: URL, resolve: Resolve): Promise<string[]> {
  const bare = hostname.replace(/^\[(.*)\]$/, "$1");
  if (isIP(bare) !== 0) return [bare];
  return resolve(bare).catch(() => []);
}
