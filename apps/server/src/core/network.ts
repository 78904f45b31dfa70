import { isIPv4 } from "node:net";
import { canonicalAddress, noAddress } from "./address.ts";

/**
 * Limits count requests by network: an IPv4 address, or the /64 network of an IPv6 address. One household or machine
 * usually owns a whole /64 (RFC 6177 §2), so a limit for single addresses would have no effect.
 */
export function networkOf(address: string): string {
  const canonical = canonicalAddress(address);
  if (canonical === noAddress || isIPv4(canonical)) return canonical;
  const [head = [], tail = []] = canonical.split("::").map((part) => part.split(":").filter(Boolean));
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => "0");
  return `${[...head, ...zeros, ...tail].slice(0, 4).join(":")}::/64`;
}

/**
 * The wider network that one site or provider may own: the /24 of an IPv4 address, the /48 of an IPv6 network
 * (RFC 6177 §2). It never makes a caller wait; a full queue uses it to choose which job to drop.
 */
export function surroundingsOf(network: string): string {
  return network.includes(":") ? network.split(":").slice(0, 3).join(":") : network.replace(/\.\d+$/, "");
}
