import type { StoredKey } from "./stored-key.ts";

const written = /^otpauth:\/\/(?<type>[a-z]+)\/(?:(?<issuer>[^:?]*):)?(?<account>[^:?]*)\?(?<query>.*)$/;

/**
 * Reads the URI that earlier versions of this app stored instead of a key. It is read to the letter, as it was written:
 * `parseKeyUri` would take an account that was renamed to "Steam" for a key of Steam's.
 */
export function keyInOldEntry(uri: string): StoredKey {
  const parts = written.exec(uri)?.groups ?? {};
  const parameters = new URLSearchParams(parts["query"]);
  const text = (name: string) => parameters.get(name)?.trim() ?? "";
  const issuer = decodeURIComponent(parts["issuer"] ?? "").trim();
  const domain = text("issuer");
  return {
    type: parts["type"] as StoredKey["type"],
    issuer,
    account: decodeURIComponent(parts["account"] ?? "").trim(),
    secret: text("secret"),
    algorithm: text("algorithm") as StoredKey["algorithm"],
    digits: Number(text("digits")),
    periodSeconds: Number(text("period")),
    // A domain was written in the place of the issuer, which is then in the label only.
    ...(domain === issuer ? {} : { domain }),
  };
}
