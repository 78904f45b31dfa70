import { z } from "../zod.ts";

const longestAddress = 1000;

/**
 * Writes the scheme and the host in lower case, and letters outside ASCII as Punycode. So the server can compare
 * addresses, and users can see a look-alike (UTS #39 §5). The rest stays as typed.
 */
export function tidyAddress(text: string): string {
  const typed = text.trim();
  const [, scheme = "", host = "", port = "", rest = ""] =
    /^(https?:\/\/)([^/?#\\@:]+|\[[^\]/?#\\@]*\])(:\d+)?((?:[/?#].*)?)$/is.exec(typed) ?? [];
  if (!URL.canParse(scheme + host)) return typed;
  return `${scheme.toLowerCase()}${new URL(scheme + host).hostname}${port}${rest}`;
}

/** Says why an address can't be registered, or returns null. */
export function addressMistake(address: string): string | null {
  if (address.length > longestAddress) return `Use at most ${longestAddress} characters.`;
  if (!/^https?:\/\//.test(address)) return "Enter an address like https://app.example.com.";
  if (!/^[!-~]+$/.test(address) || address.includes("\\"))
    return "Use only English letters, digits and signs, without spaces and backslashes.";
  // defence: AT-132 registered
  if (/^[^/]*\/\/[^/?#]*@/.test(address)) return "Leave out the user name and the @ before the host.";
  if (address.includes("#")) return "Leave out the # and everything after it.";
  if (address.includes("*")) return "Enter each address completely. Wildcards aren't allowed.";
  if (!URL.canParse(address)) return "Enter an address like https://app.example.com.";
  const url = new URL(address);
  if (url.protocol === "http:" && !isLoopback(url.hostname))
    return "Use https. Plain http is only for this computer, like http://localhost:3000.";
  if (!isWrittenInFull(address, url))
    return "Write the address as a browser shows it after the page has opened.";
  return null;
}

/** Returns false if a browser would change the address, for example because its path contains `/../`. */
function isWrittenInFull(address: string, url: URL): boolean {
  if (/\.\.|\.$/.test(url.hostname)) return false;
  const withoutPort = address.replace(
    url.protocol === "https:" ? /^(https:\/\/[^/?#]*):443(?=[/?]|$)/ : /^(http:\/\/[^/?#]*):80(?=[/?]|$)/,
    "$1",
  );
  return withoutPort === url.href || `${withoutPort}/` === url.href;
}

/** True if only a program on the user's own computer gets the requests (RFC 8252 §7.3 and §8.3, RFC 6761 §6.3). */
function isLoopback(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "[::1]" ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  );
}

export function originMistake(address: string): string | null {
  const mistake = addressMistake(address);
  if (mistake !== null) return mistake;
  return new URL(address).origin === address ? null : "Leave out everything after the host and the port.";
}

/** Without a scheme, the address gets `https://`. Slashes at the end are dropped. */
export function tidyBase(text: string): string {
  const typed = text.trim();
  const full = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(typed) || typed === "" ? typed : `https://${typed}`;
  return tidyAddress(full).replace(/\/+$/, "");
}

function baseMistake(address: string): string | null {
  return address.includes("?") ? "Leave out the ? and everything after it." : addressMistake(address);
}

const checked = (tidy: (text: string) => string, mistake: (address: string) => string | null) =>
  z.string().check(
    z.overwrite(tidy),
    z.refine((address) => mistake(address) === null, {
      error: ({ input }) => mistake(String(input)) ?? undefined,
    }),
  );

/** A full address. The server compares it exactly (RFC 9700 §4.1.3). */
export const RegisteredAddress = checked(tidyAddress, addressMistake);

export const ApplicationOrigin = checked(tidyBase, originMistake);

export const ApplicationAddress = checked(tidyBase, baseMistake);
