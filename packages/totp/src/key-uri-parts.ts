import { plainAlgorithm } from "./key-uri-algorithm.ts";
import { KeyUriRefused } from "./key-uri-error.ts";
import { refuseOtherSchemes } from "./key-uri-scheme.ts";
import { tidyBase32 } from "./secret.ts";

export type KeyUriParts = {
  type: string;
  /** The part of the label before the colon, trimmed. "" if the label has no colon. */
  prefix: string;
  account: string;
  issuers: string[];
  /** The values by parameter name in lower case. Empty values are omitted. */
  parameters: Map<string, string>;
};

/** Codes depend on these parameters, so a URI with two different values is refused. */
const decisive = ["secret", "algorithm", "digits", "period", "counter"];

/**
 * The URL class would change or reject URIs that issuers use, so this function doesn't use that class. It
 * splits the URI before decoding, because an encoded "&" or "?" isn't a separator.
 */
export function keyUriParts(text: string): KeyUriParts {
  const bare = text.replace(/^[\s\p{Cf}]+/u, "");
  const [, scheme = "", rest = ""] = /^([a-z][a-z\d+.-]*):(?:\/\/)?(.*)$/is.exec(bare) ?? [];
  refuseOtherSchemes(scheme.toLowerCase(), bare);

  const [, type = "", label = "", query = ""] = /^([^/?]*)\/?([^?]*)\?*(.*)$/s.exec(rest) ?? [];
  if (type === "") throw new KeyUriRefused("not-a-uri");
  const parameters = parametersOf(query);
  const issuers = parameters.get("issuer") ?? [];
  return {
    type: type.toLowerCase(),
    ...labelParts(label, issuers[0] ?? ""),
    issuers,
    parameters: onlyValues(parameters),
  };
}

/**
 * If the label begins with the issuer parameter, the label is split at the colon after that issuer. This
 * matters, because an issuer can contain colons. Any other label is split at the first plain colon, or else at
 * the first encoded colon.
 */
function labelParts(label: string, issuer: string): { prefix: string; account: string } {
  const colon = [...label.matchAll(/:|%(?:25)?3a/gi)][issuer.split(":").length - 1];
  if (colon && decoded(label.slice(0, colon.index)).toLowerCase() === issuer.toLowerCase()) {
    return { prefix: issuer, account: decoded(label.slice(colon.index + colon[0].length)) };
  }
  const [, prefix = "", account = label] =
    /^([^:]*):(.*)$/s.exec(label) ?? /^(.*?)%(?:25)?3a(.*)$/is.exec(label) ?? [];
  return { prefix: decoded(prefix), account: decoded(account) };
}

function parametersOf(query: string): Map<string, string[]> {
  const parameters = new Map<string, string[]>();
  for (const pair of pairsOf(query)) {
    // A padded secret ends with "=", so only the first "=" is a separator.
    const [, name = pair, value = ""] = /^([^=]*)=(.*)$/s.exec(pair) ?? [];
    const key = decoded(name).toLowerCase();
    // A "+" means a space in a query, but a plus sign in a label.
    const text = decoded(value.replaceAll("+", " "));
    const values = parameters.get(key) ?? [];
    if (text !== "") parameters.set(key, [...values, text]);
  }
  return parameters;
}

/** Some issuers write "&amp;" for "&", or a second "?". */
function pairsOf(query: string): string[] {
  const pairs = query.split(/&(?:amp;)?/i);
  // Only these values are split at a second "?". Other values can be URLs with a query.
  return pairs.flatMap((pair) => (isOfKey(pair) ? pair.split(/\?(?=[a-z]+=)/i) : [pair]));
}

function isOfKey(pair: string): boolean {
  return /^(?:issuer|secret|algorithm|digits|period|counter)=/i.test(pair);
}

function onlyValues(parameters: Map<string, string[]>): Map<string, string> {
  const only = new Map<string, string>();
  for (const [name, [first = "", ...more]] of parameters) {
    const isContradicted = more.some((value) => meaningOf(name, value) !== meaningOf(name, first));
    if (isContradicted && decisive.includes(name)) throw new KeyUriRefused("parameter-twice", name);
    only.set(name, first);
  }
  return only;
}

function meaningOf(name: string, value: string): string {
  switch (name) {
    case "secret":
      return tidyBase32(value);
    case "algorithm":
      return plainAlgorithm(value);
    default:
      return value.replace(/^0+(?=\d)/, "");
  }
}

/** Text with invalid percent-encoding, such as "100%", stays unchanged. */
function decoded(text: string): string {
  const once = decodedOnce(text);
  return (isEncoded(once) ? decodedOnce(once) : once).trim();
}

/** True if a decoded text still looks encoded. Some issuers encode twice. */
export function isEncoded(text: string): boolean {
  return text.includes("%") && /^(?:[\w.!~*'()-]|%[\da-f]{2})*$/i.test(text);
}

function decodedOnce(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, decodedRun);
}

function decodedRun(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    return run;
  }
}
