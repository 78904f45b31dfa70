import { createPublicKey, type JsonWebKey, verify } from "node:crypto";
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildAuthorizationUrlWithPAR,
  type ClientAuth,
  ClientSecretBasic,
  type Configuration,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
} from "openid-client";
import { expect } from "vitest";
import type { Registered } from "./judged-server.fixture.ts";
import { loopbackFetch, send } from "./loopback.fixture.ts";
import type { Visitor } from "./visitor.fixture.ts";

export function discovered(
  { origin, id, secret }: Registered,
  how: ClientAuth = ClientSecretBasic(secret),
): Promise<Configuration> {
  return discovery(new URL(origin), id, undefined, how, {
    execute: [allowInsecureRequests],
    [customFetch]: loopbackFetch,
  });
}

interface Way {
  parameters?: Record<string, string>;
  isPushed?: boolean;
  hasPkce?: boolean;
}

/** Goes from the application to the portal and back, and redeems the code. */
export async function logIn(
  config: Configuration,
  visitor: Visitor,
  address: string,
  { parameters = {}, isPushed = false, hasPkce = true }: Way = {},
) {
  const verifier = randomPKCECodeVerifier();
  const checks = { expectedNonce: randomNonce(), expectedState: randomState(), idTokenExpected: true };
  const asked = {
    redirect_uri: `${address}/callback`,
    scope: "openid profile email groups",
    nonce: checks.expectedNonce,
    state: checks.expectedState,
    ...(hasPkce
      ? { code_challenge: await calculatePKCECodeChallenge(verifier), code_challenge_method: "S256" }
      : {}),
    ...parameters,
  };
  const begun = isPushed
    ? await buildAuthorizationUrlWithPAR(config, asked)
    : buildAuthorizationUrl(config, asked);
  const back = await visitor.open(begun.href, { until: asked.redirect_uri });
  return authorizationCodeGrant(config, backAt(back, asked.redirect_uri), {
    ...checks,
    ...(hasPkce ? { pkceCodeVerifier: verifier } : {}),
  });
}

/** With `form_post`, the portal's page contains a form, and the browser posts it to the application. */
function backAt({ url, body }: Awaited<ReturnType<Visitor["open"]>>, callback: string): URL | Request {
  const [, action] = /<form method="post" action="([^"]+)"/.exec(body) ?? [];
  if (action === undefined) return url;
  expect(action).toBe(callback);
  const fields = [...body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  return new Request(callback, {
    method: "POST",
    body: new URLSearchParams(Object.fromEntries(fields.map(([, name, value]) => [name, value]))),
  });
}

/** Checks the signature with the published keys. @returns the claims */
export async function signedIn(token: string, origin: string): Promise<unknown> {
  const [header = "", payload = "", signature = ""] = token.split(".");
  const { kid } = JSON.parse(Buffer.from(header, "base64url").toString()) as { kid: string };
  const { body } = await send(new URL("/oidc/jwks", origin));
  const { keys } = JSON.parse(body) as { keys: (JsonWebKey & { kid: string })[] };
  const key = keys.find((one) => one.kid === kid);
  if (!key) throw new Error("The token's key isn't published.");
  const isSigned = verify(
    "sha256",
    Buffer.from(`${header}.${payload}`),
    createPublicKey({ key, format: "jwk" }),
    Buffer.from(signature, "base64url"),
  );
  expect(isSigned).toBe(true);
  return JSON.parse(Buffer.from(payload, "base64url").toString());
}

/** Redeems the same code in many simultaneous requests, and then the same refresh token. */
export async function redeemedAtOnce(application: Registered, visitor: Visitor, address: string) {
  const config = await discovered(application);
  const callback = `${address}/callback`;
  const begun = buildAuthorizationUrl(config, { redirect_uri: callback, scope: "openid" });
  const { url } = await visitor.open(begun.href, { until: callback });
  const codes = await countAtOnce(() => authorizationCodeGrant(config, url));
  const { refresh_token: token = "" } = await logIn(config, visitor, address);
  return { codes, refreshTokens: await countAtOnce(() => refreshTokenGrant(config, token)) };
}

async function countAtOnce(redeem: () => Promise<unknown>) {
  const results = await Promise.allSettled(Array.from({ length: 100 }, redeem));
  const refused = results.filter(({ status, ...result }) => {
    const { reason } = result as { reason?: { error?: string } };
    return status === "rejected" && reason?.error === "invalid_grant";
  });
  return { accepted: results.filter(({ status }) => status === "fulfilled").length, refused: refused.length };
}
