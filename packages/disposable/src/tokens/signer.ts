import { createPrivateKey, sign } from "node:crypto";
import type { AppParts } from "@sallyport/server/src/app.ts";
import { openSigningKeys } from "@sallyport/server/src/openid/signing-keys.ts";
import type { FastifyBaseLogger as Log } from "fastify";
import type { TokenFault } from "../faults.ts";

type Claims = Record<string, unknown>;

const hourInSeconds = 3600;

const changes: Readonly<Record<TokenFault, (claims: Claims) => Claims>> = {
  "expired-token": (claims) => ({
    ...claims,
    iat: Number(claims["iat"]) - 2 * hourInSeconds,
    exp: Number(claims["iat"]) - hourInSeconds,
  }),
  "wrong-nonce": (claims) => ({ ...claims, nonce: "a nonce of another login" }),
  "wrong-issuer": (claims) => ({ ...claims, iss: "https://another-issuer.example" }),
  "wrong-audience": (claims) => ({ ...claims, aud: "another-application" }),
  "wrong-signature": (claims) => claims,
};

/** Makes ID tokens that a careful application must refuse. */
export class Signer {
  readonly #parts: Pick<AppParts, "database" | "keys" | "clock">;
  readonly #log: Log;

  constructor(parts: Pick<AppParts, "database" | "keys" | "clock">, log: Log) {
    this.#parts = parts;
    this.#log = log;
  }

  async spoil(token: string, fault: TokenFault): Promise<string> {
    const [header = "", payload = ""] = token.split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as Claims;
    const signed = `${header}.${Buffer.from(JSON.stringify(changes[fault](claims))).toString("base64url")}`;
    const signature = sign("sha256", Buffer.from(signed), await this.#key());
    if (fault === "wrong-signature") signature[0] = (signature[0] ?? 0) ^ 1;
    return `${signed}.${signature.toString("base64url")}`;
  }

  async #key() {
    const [first] = await openSigningKeys({ ...this.#parts, log: this.#log });
    if (!first) throw new Error("There is no signing key.");
    return createPrivateKey({ key: first.jwk, format: "jwk" });
  }
}
