import type { StoredKey } from "./stored-key.ts";

const written = /^otpauth:\/\/(?<type>[a-z]+)\/(?:(?<issuer>[^:?]*):)?(?<account>[^:?]*)\?(?<query>.*)$/;

/** Doesn't use `parseKeyUri`, because that function refuses an account that the user renamed to "Steam". */
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
    // In some old entries, the parameter `issuer` is a domain, and the label has the real issuer.
    ...(domain === issuer ? {} : { domain }),
  };
}
