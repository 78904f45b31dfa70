import { plainText } from "./characters.ts";

/** The HTML standard's pattern for a valid e-mail address (html.spec.whatwg.org, §4.10.5.1.5). */
const valid =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;

/** The form for mail servers: `münchen.de` becomes `xn--mnchen-3ya.de`. Null if the text isn't an e-mail address. */
export function asciiEmail(typed: string): string | null {
  const [, local = "", domain = ""] = /^(.*)@(.*)$/.exec(plainText(typed).trim()) ?? [];
  const ascii = `${local}@${asciiDomain(domain)}`;
  return valid.test(ascii) ? ascii : null;
}

/**
 * The URL parser converts domains in the same way in browsers and Node. Characters that would end a URL's host are
 * refused.
 */
function asciiDomain(domain: string): string {
  if (/^\p{ASCII}*$/u.test(domain)) return domain;
  if (/[\s\p{Cc}/?#@:%\\[\]]/u.test(domain) || !URL.canParse(`http://${domain}`)) return "";
  return new URL(`http://${domain}`).hostname;
}
