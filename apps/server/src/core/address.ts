import { isIP, isIPv4, SocketAddress } from "node:net";

/** All invalid addresses count as one source. Otherwise an attacker could avoid every limit by inventing new ones. */
export const noAddress = "unknown";

/** IPv6 is written as in RFC 5952. Anything that isn't an address becomes `unknown`. */
export function canonicalAddress(written: string): string {
  const [bare = ""] = withoutPort(written.trim().replace(/^"(.*)"$/, "$1")).split("%");
  if (isIPv4(bare)) return bare;
  if (isIP(bare) === 0) return noAddress;
  const { address } = new SocketAddress({ address: bare, family: "ipv6" });
  const mapped = address.replace(/^::ffff:/, "");
  return isIPv4(mapped) ? mapped : address;
}

/** Some proxies add a port, which differs for each connection. */
function withoutPort(address: string): string {
  return address.replace(/^\[(.*)\](?::\d+)?$/, "$1").replace(/^([\d.]+):\d+$/, "$1");
}
