import { isIP, isIPv4, SocketAddress } from "node:net";

/**
 * All invalid addresses share one limit. Otherwise an attacker could avoid every limit with invalid
 * addresses.
 */
export const noAddress = "unknown";

/** Writes an IPv6 address as in RFC 5952. */
export function canonicalAddress(written: string): string {
  if (isIPv4(written)) return written;
  const [bare = ""] = withoutPort(written.trim().replace(/^"(.*)"$/, "$1")).split("%");
  if (isIPv4(bare)) return bare;
  if (isIP(bare) === 0) return noAddress;
  const { address } = new SocketAddress({ address: bare, family: "ipv6" });
  const mapped = address.replace(/^::ffff:/, "");
  return isIPv4(mapped) ? mapped : address;
}

/** Some proxies add a port, which is different for each connection. */
function withoutPort(address: string): string {
  return address.replace(/^\[(.*)\](?::\d+)?$/, "$1").replace(/^([\d.]+):\d+$/, "$1");
}
