import { KeyUriRefused } from "./key-uri-error.ts";

/** A key URI cut into its parts and decoded, before anything is known about what they mean. */
export type KeyUriParts = {
  /** In small letters. */
  type: string;
  /** The label before its colon, trimmed; "" without one. */
  prefix: string;
  account: string;
  /** By name in small letters; of several with one name the first. */
  parameters: Map<string, string>;
};

const keySchemes = ["otpauth", "apple-otpauth"];

/**
 * Cuts first and decodes afterwards: an encoded "&" or "?" inside an issuer is no separator.
 * The URL class would not do: it lower-cases, re-encodes and rejects what issuers really write.
 */
export function keyUriParts(text: string): KeyUriParts {
  const [, scheme = "", rest = ""] = /^\s*([a-z][a-z\d+.-]*):(?:\/\/)?(.*)$/is.exec(text) ?? [];
  refuseOtherSchemes(scheme.toLowerCase());

  const [, type = "", label = "", query = ""] = /^([^/?]*)\/?([^?]*)\??(.*)$/s.exec(rest) ?? [];
  if (type === "") throw new KeyUriRefused("not-a-uri");
  return { type: type.toLowerCase(), ...labelParts(label), parameters: parametersOf(query) };
}

function refuseOtherSchemes(scheme: string): void {
  if (keySchemes.includes(scheme)) return;
  switch (scheme) {
    case "":
      throw new KeyUriRefused("not-a-uri");
    case "http":
    case "https":
      throw new KeyUriRefused("plain-link");
    case "otpauth-migration":
      throw new KeyUriRefused("migration-unsupported");
    case "phonefactor":
      throw new KeyUriRefused("vendor-microsoft-push");
    case "steam":
      throw new KeyUriRefused("type-unsupported", scheme);
    default:
      throw new KeyUriRefused("scheme-unsupported", scheme);
  }
}

/** A colon written as such separates; only without one does an encoded colon, as some issuers write it. */
function labelParts(label: string): { prefix: string; account: string } {
  const [, prefix = "", account = label] =
    /^([^:]*):(.*)$/s.exec(label) ?? /^(.*?)%3a(.*)$/is.exec(label) ?? [];
  return { prefix: decoded(prefix), account: decoded(account) };
}

function parametersOf(query: string): Map<string, string> {
  const parameters = new Map<string, string>();
  // "&amp;" comes from a URI that was escaped for HTML before it became a picture.
  for (const pair of query.split(/&(?:amp;)?/i)) {
    // At the first "=" only, because a padded secret ends in more of them.
    const [, name = pair, value = ""] = /^([^=]*)=(.*)$/s.exec(pair) ?? [];
    // "+" is a space in a query, and itself in a label.
    const key = decoded(name).toLowerCase();
    if (!parameters.has(key)) parameters.set(key, decoded(value.replaceAll("+", " ")));
  }
  return parameters;
}

/** Percent-decodes what is validly encoded and leaves the rest as it stands ("100%"). */
function decoded(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, decodedRun).trim();
}

function decodedRun(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    return run;
  }
}
