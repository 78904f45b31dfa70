import { isIP, isIPv4, SocketAddress } from "node:net";

/** Everything that isn't an address counts as one source: counting each text separately would be a way around every limit. */
export const noAddress = "unknown";

/**
 * The one form in which an address is judged, counted and stored: IPv4 in dots, also when it is mapped into IPv6, and IPv6 as
 * RFC 5952 has it. A port, brackets, quotes and a zone are dropped; `unknown` stands for anything else.
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
