import { isIP, isIPv4, SocketAddress } from "node:net";

/** All texts that aren't addresses count as one source. If each counted separately, an attacker could avoid every limit. */
export const noAddress = "unknown";

/**
 * The canonical form of an address: dotted IPv4, also if it is mapped into IPv6, and IPv6 as in RFC 5952. Drops a port,
 * brackets, quotes and a zone; returns `unknown` for anything else.
 */
export function canonicalAddress(written: string): string {
  const [bare = ""] = withoutPort(written.trim().replace(/^"(.*)"$/, "$1")).split("%");
  if (isIPv4(bare)) return bare;
  if (isIP(bare) === 0) return noAddress;
  const { address } = new SocketAddress({ address: bare, family: "ipv6" });
  const mapped = address.replace(/^::ffff:/, "");
  return isIPv4(mapped) ? mapped : address;
}

/** Some proxies add the port of the connection, which is different each time. */
function withoutPort(address: string): string {
  return address.replace(/^\[(.*)\](?::\d+)?$/, "$1").replace(/^([\d.]+):\d+$/, "$1");
}
