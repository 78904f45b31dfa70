import { BlockList, isIPv4 } from "node:net";
import { canonicalAddress, noAddress } from "../core/address.ts";

/** The IANA registry of IPv4 special-purpose addresses (RFC 6890), and multicast. */
const specialIpv4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];

/**
 * Address ranges for protocols and documentation. The range `2002::/16` is here because each of its addresses
 * has an IPv4 address in it.
 */
const specialIpv6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

const special = blockList([...specialIpv4, ...specialIpv6]);
const globalUnicast = blockList(["2000::/3"]);

/**
 * Also false for addresses that translate to IPv4, such as 64:ff9b::/96, because a gateway might lead to an
 * internal address.
 */
export function isPublic(written: string): boolean {
  const address = canonicalAddress(written);
  if (address === noAddress) return false;
  if (isIPv4(address)) return !special.check(address, "ipv4");
  return globalUnicast.check(address, "ipv6") && !special.check(address, "ipv6");
}

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", prefix] = network.split("/");
    list.addSubnet(address, Number(prefix), isIPv4(address) ? "ipv4" : "ipv6");
  }
  return list;
}
