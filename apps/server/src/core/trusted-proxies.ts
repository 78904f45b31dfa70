import { BlockList, isIP, isIPv4 } from "node:net";
import { canonicalAddress, noAddress } from "./address.ts";

interface Network {
  address: string;
  prefix: number;
  family: "ipv4" | "ipv6";
}

/** Null if the text is neither an address nor a network like `10.0.0.0/8`. */
export function networkIn(entry: string): Network | null {
  const [, written = "", bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
  const version = isIP(written);
  const longest = version === 4 ? 32 : 128;
  const prefix = bits === undefined ? longest : Number(bits);
  if (version === 0 || prefix > longest) return null;
  const address = canonicalAddress(written);
  if (!isIPv4(address)) return { address, prefix, family: "ipv6" };
  return { address, prefix: version === 4 ? prefix : Math.max(0, prefix - 96), family: "ipv4" };
}

export function trustIn(entries: readonly string[]): (written: string) => boolean {
  const trusted = new BlockList();
  for (const network of entries.map(networkIn)) {
    if (network) trusted.addSubnet(network.address, network.prefix, network.family);
  }
  return (written) => {
    const address = canonicalAddress(written);
    return address !== noAddress && trusted.check(address, isIPv4(address) ? "ipv4" : "ipv6");
  };
}
