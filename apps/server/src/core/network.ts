import { isIPv4 } from "node:net";
import { canonicalAddress, noAddress } from "./address.ts";

/**
 * An IPv4 address, or the /64 of an IPv6 address. One household or machine usually has a whole /64 (RFC 6177 §2), so
 * a limit for one address would have no effect.
 */
export function networkOf(address: string): string {
  const canonical = canonicalAddress(address);
  if (canonical === noAddress || isIPv4(canonical)) return canonical;
  const [head = [], tail = []] = canonical.split("::").map((part) => part.split(":").filter(Boolean));
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => "0");
  return `${[...head, ...zeros, ...tail].slice(0, 4).join(":")}::/64`;
}

/**
 * The /24 of an IPv4 address, or the /48 of an IPv6 address (RFC 6177 §2). It keeps one site or provider from using
 * most of a shared limit.
 */
export function surroundingsOf(network: string): string {
  return network.includes(":") ? network.split(":").slice(0, 3).join(":") : network.replace(/\.\d+$/, "");
}
