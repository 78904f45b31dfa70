import { isIPv4 } from "node:net";
import { canonicalAddress, noAddress } from "./address.ts";

/** A /64 usually belongs to one household or machine (RFC 6177 §2). */
export function networkOf(address: string): string {
  const canonical = canonicalAddress(address);
  if (canonical === noAddress || isIPv4(canonical)) return canonical;
  const [head = [], tail = []] = canonical.split("::").map((part) => part.split(":").filter(Boolean));
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => "0");
  return `${[...head, ...zeros, ...tail].slice(0, 4).join(":")}::/64`;
}

/** A /24 or a /48 usually belongs to one site (RFC 6177 §2). */
export function surroundingsOf(network: string): string {
  return network.includes(":") ? network.split(":").slice(0, 3).join(":") : network.replace(/\.\d+$/, "");
}
