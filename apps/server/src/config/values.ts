import { isIP } from "node:net";
import { z } from "zod";
import { isOrigin } from "../core/host.ts";
import { networkIn } from "../core/trusted-proxies.ts";

export const Origin = z
  .string()
  .refine((text) => URL.canParse(text) && isOrigin(text, new URL(text).origin), {
    error: "Give an origin like https://login.example.com, without a path.",
    abort: true,
  })
  .transform((text) => new URL(text).origin)
  .refine(
    (text) => isSecure(new URL(text)),
    "Use https; plain http works only for host names that end in .localhost.",
  );

export const PortNumber = z.coerce.number({ error: "Give a port number." }).int().min(1).max(65_535);

export const SmtpName = z
  .string()
  .refine(isSmtpName, "Give a host name like login.example.com, or an address like [192.0.2.7].");

export const Proxies = z
  .string()
  .refine(
    (text) => text === "none" || entriesOf(text).some(isNetwork),
    "Give addresses or networks, like 10.0.0.0/8 or ::1, or none.",
  )
  .transform((text) => (text === "none" ? [] : entriesOf(text)))
  .refine(
    (entries) => entries.every(isNetwork),
    "Give addresses or networks, like 10.0.0.0/8 or ::1, or none.",
  )
  .refine(
    (entries) => !entries.some((entry) => networkIn(entry)?.prefix === 0),
    "Name the network of your proxies: with /0, any caller could claim any address.",
  );

const networksMistake = "Give addresses or networks, like 10.1.2.0/24 or fd00::7.";

export const InternalNetworks = z
  .string()
  .refine((text) => entriesOf(text).length > 0 && entriesOf(text).every(isNetwork), {
    error: networksMistake,
    abort: true,
  })
  .transform(entriesOf)
  .refine(
    (entries) => !entries.some((entry) => networkIn(entry)?.prefix === 0),
    "Name the networks: with /0, webhooks could reach every internal address.",
  );

/** EHLO needs brackets around an IP address (RFC 5321 §4.1.3). */
export function smtpNameOf(portalOrigin: string): string {
  const { hostname } = new URL(portalOrigin);
  if (hostname.startsWith("[")) return `[IPv6:${hostname.slice(1)}`;
  return isIP(hostname) === 0 ? hostname : `[${hostname}]`;
}

function isSmtpName(text: string): boolean {
  const [, prefix = "", address = ""] = /^\[(IPv6:)?([^\]]+)\]$/i.exec(text) ?? [];
  if (address !== "") return isIP(address) === (prefix === "" ? 4 : 6);
  const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  return text.length <= 253 && new RegExp(`^${label}(?:\\.${label})*$`, "i").test(text) && isIP(text) === 0;
}

function isSecure({ protocol, hostname }: URL): boolean {
  return protocol === "https:" || (protocol === "http:" && hostname.endsWith(".localhost"));
}

function entriesOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((entry) => entry !== "");
}

function isNetwork(entry: string): boolean {
  return networkIn(entry) !== null;
}
