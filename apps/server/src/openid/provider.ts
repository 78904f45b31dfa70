import type { EventEmitter } from "node:events";
import type { Configuration, errors, KoaContextWithOIDC } from "oidc-provider";
import { noteSecretUsed } from "../applications/secrets.repository.ts";
import { matchingSecret } from "../applications/secrets.ts";
import { day, hour, minute, second } from "../core/clock.ts";
import { findAccount, isGood, ownTokens } from "./account-of-token.ts";
import type { OwnMetadata } from "./application-metadata.ts";
import { currentCall } from "./call.ts";
import { claimsOfScopes, scopes } from "./claims.ts";
import type { Library, Provider } from "./library.ts";
import type { OpenidParts } from "./parts.ts";
import { answerIn, policyOf } from "./policy.ts";
import { adapterOf } from "./records/adapter.ts";
import { accessLasts } from "./records/login.ts";
import { refusedOf } from "./refused.ts";
import { acrValues } from "./rules/assurance.ts";
import type { Parameters } from "./rules/parameters.ts";
import type { SigningKey } from "./signing-keys.ts";

const seconds = (milliseconds: number) => milliseconds / second;

/** @param keys the first key signs, and all keys are published */
export function buildProvider(
  parts: OpenidParts,
  { Provider: LibraryProvider, errors: { InvalidGrant, LoginRequired }, interactionPolicy }: Library,
  keys: readonly SigningKey[],
): Provider {
  const provider = new LibraryProvider(parts.portalOrigin, {
    ...unchanging,
    features: featuresOf(parts),
    adapter: adapterOf(parts, {
      usedBefore: () => new InvalidGrant("already used, or ended"),
      sessionGone: () => new LoginRequired("the session has ended"),
    }),
    jwks: { keys: keys.map(({ jwk }) => ({ ...jwk, alg: "RS256", use: "sig" })) },
    interactions: {
      policy: policyOf(parts, interactionPolicy),
      url: (_ctx, { uid }) => `/authorize/${uid}`,
    },
    findAccount: (ctx, sub) => findAccount(parts, ctx, sub),
    loadExistingGrant: (ctx) => grantOf(provider, ctx),
    renderError: (ctx, out) => {
      ctx.body = out;
    },
  });
  pinRequests(provider, parts.portalOrigin);
  provider.use((ctx: KoaContextWithOIDC, next) => protectForm(ctx, next));
  compareWithHashes(provider, parts);
  // Binds the library's session to the portal's session in which the user finished the page.
  provider.on("interaction.ended", (ctx) => {
    const answer = answerIn(ctx);
    if (answer && ctx.oidc.session) ctx.oidc.session.uid = answer.sessionId;
  });
  provider.on("authorization.error", note);
  provider.on("grant.error", note);
  provider.on("pushed_authorization_request.error", note);
  provider.on("server_error", (_ctx, error) => fail(error));
  const koa: EventEmitter = provider;
  koa.on("error", fail);
  return provider;
}

function note(ctx: KoaContextWithOIDC, error: errors.OIDCProviderError): void {
  currentCall().refused = refusedOf(ctx, error);
}

function fail(error: Error): void {
  currentCall().failure = error;
}

/** The library shows only one page, the form of `form_post`. It adds the hash of that page's script to the policy. */
async function protectForm(ctx: KoaContextWithOIDC, next: () => Promise<unknown>): Promise<void> {
  ctx.set("content-security-policy", "default-src 'none';base-uri 'none';frame-ancestors 'none';script-src");
  await next();
  const policy = ctx.response.get("content-security-policy");
  const { redirect_uri: address } = (ctx.oidc?.params ?? {}) as Parameters;
  const isForm = ctx.response.is("html") && ctx.status !== 303;
  if (!isForm || address === undefined) {
    ctx.remove("content-security-policy");
    return;
  }
  // Browsers also apply `form-action` to the redirects after the form.
  // defence: AT-112
  ctx.set("content-security-policy", `${policy};form-action 'self' ${new URL(address).origin}`);
}

const unchanging: Configuration = {
  acrValues: [...acrValues],
  allowOmittingSingleRegisteredRedirectUri: false,
  claims: claimsOfScopes,
  clientAuthMethods: ["client_secret_basic", "client_secret_post", "none"],
  clientBasedCORS: (_ctx, origin, client) => {
    const { origins } = client["sallyport"] as OwnMetadata;
    // defence: AT-113
    return origins.includes(origin);
  },
  // With the default, the ID token would lack `groups`, which most applications read there.
  conformIdTokenClaims: false,
  cookies: {
    names: { session: "session", interaction: "interaction", resume: "resume" },
    keys: undefined as never,
  },
  enabledJWA: {
    idTokenSigningAlgValues: ["RS256"],
    requestObjectSigningAlgValues: ["RS256"],
    userinfoSigningAlgValues: ["RS256"],
    clientAuthSigningAlgValues: ["RS256"],
    authorizationSigningAlgValues: ["RS256"],
    introspectionSigningAlgValues: ["RS256"],
  },
  expiresWithSession: () => Promise.resolve(false),
  extraClientMetadata: { properties: ["sallyport"] },
  // The library's default refuses internal addresses, but most applications of an organisation have such addresses. The
  // caller has checked that the address belongs to the application. Redirects aren't followed.
  // defence: AT-144
  fetch: async (url, { method, headers, body } = {}) => {
    const { signal } = currentCall();
    const limit = AbortSignal.timeout(10 * second);
    const answer = await fetch(url, {
      ...(method === undefined ? {} : { method }),
      ...(headers === undefined ? {} : { headers }),
      ...(body === undefined ? {} : { body }),
      redirect: "manual",
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    // Only the status counts. An unread body would keep the connection open.
    await answer.body?.cancel();
    return answer;
  },
  // defence: AT-143
  issueRefreshToken: (_ctx, client) => Promise.resolve((client["sallyport"] as OwnMetadata).keepsAccess),
  // defence: AT-114 verifier
  pkce: { required: (_ctx, client) => client.clientAuthMethod === "none" },
  // defence: AT-133
  responseTypes: ["code"],
  // When tokens are revoked, the session in the application stays. Its end would send the application a logout notice.
  revokeGrantPolicy: () => false,
  rotateRefreshToken: true,
  routes: {
    authorization: "/oidc/auth",
    end_session: "/oidc/session/end",
    introspection: "/oidc/introspection",
    jwks: "/oidc/jwks",
    pushed_authorization_request: "/oidc/request",
    revocation: "/oidc/revocation",
    token: "/oidc/token",
    userinfo: "/oidc/me",
  },
  scopes,
  subjectTypes: ["public"],
  ttl: {
    AccessToken: seconds(hour),
    AuthorizationCode: seconds(minute),
    Grant: seconds(accessLasts),
    IdToken: seconds(hour),
    Interaction: seconds(hour),
    RefreshToken: seconds(accessLasts),
    Session: seconds(day),
  },
};

const featuresOf = (parts: OpenidParts): Configuration["features"] => ({
  backchannelLogout: { enabled: true },
  devInteractions: { enabled: false },
  dPoP: { enabled: false },
  pushedAuthorizationRequests: { enabled: true },
  resourceIndicators: { enabled: false },
  introspection: {
    enabled: true as boolean,
    allowedPolicy: async (ctx, client, token) =>
      (await ownTokens(ctx, client, token)) && (await isGood(parts, ctx, token)),
  },
  revocation: { enabled: true, allowedPolicy: ownTokens },
  rpInitiatedLogout: { enabled: true },
  userinfo: { enabled: true },
});

/** Makes the library ignore host headers, so that a request can't change the addresses in the answers. */
function pinRequests(provider: Provider, origin: string): void {
  const { host, protocol } = new URL(origin);
  // defence: AT-100
  Object.defineProperties(provider.request, {
    origin: { get: () => origin },
    host: { get: () => host },
    protocol: { get: () => protocol.slice(0, -1) },
    secure: { get: () => protocol === "https:" },
    href: {
      get(this: { originalUrl: string }) {
        return origin + this.originalUrl;
      },
    },
  });
}

function compareWithHashes(provider: Provider, { database, clock }: OpenidParts): void {
  Object.defineProperty(provider.Client.prototype, "compareClientSecret", {
    async value(this: { sallyport: OwnMetadata }, given: string) {
      const { trial } = currentCall();
      if (trial) return given === trial.secret;
      const now = clock.now();
      const found = matchingSecret(this.sallyport.secrets, given, now);
      // defence: AT-111
      if (!found || found.isExpired) return false;
      await noteSecretUsed(database, found.secret, now);
      return true;
    },
  });
}

/** Registered applications don't need the user's consent, so the grant has all scopes of the request. */
function grantOf(provider: Provider, ctx: KoaContextWithOIDC) {
  const { client, session, account, requestParamOIDCScopes } = ctx.oidc;
  if (!client || !session || !account) return Promise.resolve(undefined);
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  const id = session.grantIdFor(client.clientId) ?? crypto.randomUUID();
  grant.jti = id;
  grant.addOIDCScope([...requestParamOIDCScopes].join(" "));
  session.sidFor(client.clientId, id);
  return Promise.resolve(grant);
}
