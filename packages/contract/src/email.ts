import { plainText } from "./characters.ts";

/** The pattern of the HTML standard for e-mail addresses (html.spec.whatwg.org, §4.10.5.1.5). */
const valid =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;

export function asciiEmail(typed: string): string | null {
  const [, local = "", domain = ""] = /^(.*)@(.*)$/.exec(plainText(typed).trim()) ?? [];
  const ascii = `${local}@${asciiDomain(domain)}`;
  return valid.test(ascii) ? ascii : null;
}

/** Converts a domain with the URL parser, which works in the same way in browsers and Node. */
function asciiDomain(domain: string): string {
  if (/^\p{ASCII}*$/u.test(domain)) return domain;
  if (/[\s\p{Cc}/?#@:%\\[\]]/u.test(domain) || !URL.canParse(`http://${domain}`)) return "";
  return new URL(`http://${domain}`).hostname;
}
