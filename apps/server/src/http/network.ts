import { isIP, isIPv4, SocketAddress } from "node:net";

/** All that is no address is counted as one: each for itself would be a way around every count. */
const noAddress = "unknown";

/**
 * What requests are counted by: an IPv4 address, or the /64 network of an IPv6 address, which one household or machine
 * usually has whole (RFC 6177 §2), so that counting its single addresses would count nothing.
 */
export function networkOf(address: string): string {
  const [bare = ""] = withoutPort(address).split("%");
  if (isIPv4(bare)) return bare;
  if (isIP(bare) === 0) return noAddress;
  // In the one form of RFC 5952, whatever a proxy writes, with the IPv4 address of a mapped one in dots.
  const { address: canonical } = new SocketAddress({ address: bare, family: "ipv6" });
  const mapped = canonical.replace(/^::ffff:/, "");
  if (isIPv4(mapped)) return mapped;
  const [head = [], tail = []] = canonical.split("::").map((part) => part.split(":").filter(Boolean));
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => "0");
  return `${[...head, ...zeros, ...tail].slice(0, 4).join(":")}::/64`;
}

/** Some proxies name the port of the connection as well, which is another one each time. */
function withoutPort(address: string): string {
  return address.replace(/^\[(.*)\](?::\d+)?$/, "$1").replace(/^([\d.]+):\d+$/, "$1");
}

/**
 * The wider surroundings of a network, which one machine room or provider may have whole: the /24 of an IPv4 address,
 * the /48 of an IPv6 network (RFC 6177 §2). Nobody is held off by it; it only says who gives way in a crowd.
 */
export function surroundingsOf(network: string): string {
  return network.includes(":") ? network.split(":").slice(0, 3).join(":") : network.replace(/\.\d+$/, "");
}
