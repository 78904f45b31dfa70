import type { StoredKey } from "./stored-key.ts";

const written = /^otpauth:\/\/(?<type>[a-z]+)\/(?:(?<issuer>[^:?]*):)?(?<account>[^:?]*)\?(?<query>.*)$/;

/**
 * Reads the URI that earlier versions of this app stored instead of a key. It doesn't use `parseKeyUri`, which would
 * refuse an account that the user has renamed to "Steam".
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
    // In some entries the `issuer` parameter is a domain. The real issuer is then only in the label.
    ...(domain === issuer ? {} : { domain }),
  };
}
