import { plainAlgorithm } from "./key-uri-algorithm.ts";
import { KeyUriRefused } from "./key-uri-error.ts";
import { refuseOtherSchemes } from "./key-uri-scheme.ts";
import { tidyBase32 } from "./secret.ts";

/** A key URI, split into decoded parts. Their values are not checked yet. */
export type KeyUriParts = {
  /** The type of the key, such as "totp", in lower case. */
  type: string;
  /** The part of the label before the colon, trimmed; "" if there is no colon. */
  prefix: string;
  account: string;
  /** All issuer parameters that are not empty. */
  issuers: string[];
  /** The parameters by name in lower case, without empty ones. */
  parameters: Map<string, string>;
};

/** The parameters that the codes depend on. If one of them has two values, it is unclear which codes are right. */
const decisive = ["secret", "algorithm", "digits", "period", "counter"];

/**
 * Splits a key URI before decoding it, because an encoded "&" or "?" inside an issuer is not a separator.
 * The URL class doesn't work here: it changes or rejects URIs that issuers really use.
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
 * Splits the label into issuer and account. If the label starts with the issuer parameter, it is split at the colon
 * after the issuer, because an issuer may contain colons. Otherwise it is split at the first plain colon. If there is
 * no plain colon, it is split at the first encoded one.
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

/** All values that are not empty, by the name of the parameter in lower case. */
function parametersOf(query: string): Map<string, string[]> {
  const parameters = new Map<string, string[]>();
  for (const pair of pairsOf(query)) {
    // Split at the first "=" only, because a padded secret ends with "=".
    const [, name = pair, value = ""] = /^([^=]*)=(.*)$/s.exec(pair) ?? [];
    const key = decoded(name).toLowerCase();
    // "+" means a space in a query. In a label it would mean a plus sign.
    const text = decoded(value.replaceAll("+", " "));
    const values = parameters.get(key) ?? [];
    if (text !== "") parameters.set(key, [...values, text]);
  }
  return parameters;
}

/** Some URIs were escaped for HTML ("&amp;"), and some were assembled by hand and contain a second "?". */
function pairsOf(query: string): string[] {
  const pairs = query.split(/&(?:amp;)?/i);
  // Splits only a key's own parameters at "?", because other values, such as an image's URL, may contain a query.
  return pairs.flatMap((pair) => (isOfKey(pair) ? pair.split(/\?(?=[a-z]+=)/i) : [pair]));
}

function isOfKey(pair: string): boolean {
  return /^(?:issuer|secret|algorithm|digits|period|counter)=/i.test(pair);
}

/**
 * The first value of each parameter. If a decisive parameter has a second value with another meaning, the URI is
 * refused.
 */
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

/** Decodes valid percent-encoding and leaves the rest unchanged, such as the "%" of "100%". */
function decoded(text: string): string {
  const once = decodedOnce(text);
  return (isEncoded(once) ? decodedOnce(once) : once).trim();
}

/** Whether a decoded text is still percent-encoded. Some issuers encode twice. */
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
