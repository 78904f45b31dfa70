import { plainAlgorithm } from "./key-uri-algorithm.ts";
import { KeyUriRefused } from "./key-uri-error.ts";
import { refuseOtherSchemes } from "./key-uri-scheme.ts";
import { tidyBase32 } from "./secret.ts";

/** A key URI cut into its parts and decoded, before anything is known about what they mean. */
export type KeyUriParts = {
  /** In lower case. */
  type: string;
  /** The label before its colon, trimmed; "" without one. */
  prefix: string;
  account: string;
  /** Every issuer parameter that is not empty. */
  issuers: string[];
  /** By name in lower case. Empty ones are left out. */
  parameters: Map<string, string>;
};

/** Those that decide about the codes: a second value would make other codes. */
const decisive = ["secret", "algorithm", "digits", "period", "counter"];

/**
 * Cuts first and decodes afterwards: an encoded "&" or "?" inside an issuer is no separator.
 * The URL class would not do: it lower-cases, re-encodes and rejects what issuers really write.
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
 * The issuer parameter shows where an issuer with colons of its own ends. Else a colon written as such separates; only
 * without one does an encoded colon, as some issuers write it.
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

/** Every value that is not empty, by its name in lower case. */
function parametersOf(query: string): Map<string, string[]> {
  const parameters = new Map<string, string[]>();
  for (const pair of pairsOf(query)) {
    // At the first "=" only, because a padded secret ends in more of them.
    const [, name = pair, value = ""] = /^([^=]*)=(.*)$/s.exec(pair) ?? [];
    const key = decoded(name).toLowerCase();
    // "+" is a space in a query, and itself in a label.
    const text = decoded(value.replaceAll("+", " "));
    const values = parameters.get(key) ?? [];
    if (text !== "") parameters.set(key, [...values, text]);
  }
  return parameters;
}

/** "&amp;" comes from a URI that was escaped for HTML, and a second "?" from one that was put together by hand. */
function pairsOf(query: string): string[] {
  const pairs = query.split(/&(?:amp;)?/i);
  // The address of a picture may have a query of its own.
  return pairs.flatMap((pair) => (isOfKey(pair) ? pair.split(/\?(?=[a-z]+=)/i) : [pair]));
}

function isOfKey(pair: string): boolean {
  return /^(?:issuer|secret|algorithm|digits|period|counter)=/i.test(pair);
}

/** The first value of each; for what decides about the codes, a second one that means something else is refused. */
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

/** Percent-decodes what is validly encoded and leaves the rest as it stands ("100%"). */
function decoded(text: string): string {
  const once = decodedOnce(text);
  return (isEncoded(once) ? decodedOnce(once) : once).trim();
}

/** Whether a text is still encoded from end to end, as when an issuer encodes it twice. */
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
