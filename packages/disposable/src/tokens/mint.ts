import { hash, randomBytes } from "node:crypto";
import type { Application } from "../seed/planted.ts";
import type { Tokens } from "../shown.ts";
import { Trouble } from "../trouble.ts";
import { type LoginParts, logIn } from "./log-in.ts";
import { Visit } from "./visit.ts";

export interface Asked {
  user: string;
  application: string;
  scope?: string | undefined;
  nonce?: string | undefined;
}

/** Goes the real way of an authorization code, so the tokens are those of a login. */
export async function mint(login: LoginParts, application: Application, asked: Asked): Promise<Tokens> {
  const { portalOrigin } = login.parts;
  const callback = application.callbackAddresses[0] ?? "";
  const verifier = randomBytes(32).toString("base64url");
  const parameters = new URLSearchParams({
    client_id: application.clientId,
    redirect_uri: callback,
    response_type: "code",
    scope: asked.scope ?? "openid profile email groups",
    code_challenge: hash("sha256", verifier, "base64url"),
    code_challenge_method: "S256",
    ...(asked.nonce === undefined ? {} : { nonce: asked.nonce }),
  });
  const authorization = `${portalOrigin}/oidc/auth?${parameters.toString()}`;
  const answered = new URL(await logIn(login, { authorization, user: asked.user }));
  const code = answered.searchParams.get("code");
  if (code === null) throw new Trouble(`There is no token: the application would get ${answered.search}.`);
  return redeem(login, application, { code, redirect_uri: callback, code_verifier: verifier });
}

async function redeem(
  { parts, port }: LoginParts,
  { clientId, clientSecret }: Application,
  given: Readonly<Record<string, string>>,
): Promise<Tokens> {
  const secret = clientSecret === null ? {} : { client_secret: clientSecret };
  const form = { grant_type: "authorization_code", client_id: clientId, ...secret, ...given };
  const visit = new Visit({ origin: parts.portalOrigin, port });
  const { status, body } = await visit.send("/oidc/token", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form).toString(),
  });
  if (status !== 200) throw new Trouble(`The provider gave no token: ${body}`);
  const tokens = JSON.parse(body) as Record<string, string | number>;
  return {
    accessToken: String(tokens["access_token"]),
    idToken: String(tokens["id_token"]),
    refreshToken: tokens["refresh_token"] === undefined ? null : String(tokens["refresh_token"]),
    scope: String(tokens["scope"] ?? ""),
    expiresIn: Number(tokens["expires_in"]),
  };
}
