import * as contract from "@sallyport/contract/authorization";
import type { FastifyReply, FastifyRequest } from "fastify";
import { canonicalAddress } from "../core/address.ts";
import { Refused } from "../core/refusal.ts";
import { type Place, serve } from "../http/serve.ts";
import { authorizationCookie, Visit } from "../http/visit.ts";
import type { Caller } from "../sign-in/caller.ts";
import {
  cancelAuthorization,
  cookiesToResume,
  finishAuthorization,
  showAuthorization,
} from "./authorizations.ts";
import { beginLogOut, confirmLogOut } from "./log-out.ts";
import type { Openid, OpenidAnswer } from "./openid.ts";
import type { AuthorizationParts } from "./pending.ts";
import type { Refused as RefusedLogin } from "./refused.ts";
import { whyTooLong } from "./rules/request-size.ts";
import { listAuthorizations } from "./unfinished.ts";

export function authorizationRoutes(place: Place<Caller>, parts: AuthorizationParts): void {
  serve(place, contract.showAuthorization, ({ params, visit }) => showAuthorization(parts, visit, params));
  serve(place, contract.listAuthorizations, ({ visit }) => listAuthorizations(parts, visit));
  serve(place, contract.finishAuthorization, ({ params, body, ...actor }) =>
    finishAuthorization(parts, actor, { ...params, ...body }),
  );
  serve(place, contract.cancelAuthorization, ({ params, visit }) =>
    cancelAuthorization(parts, visit, params),
  );
  serve(place, contract.confirmLogOut, ({ params, visit }) => confirmLogOut(parts, visit, params));
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/**
 * The library's endpoints. Requests reach only those listed here, so the library's own forms and pages stay
 * unreachable.
 */
export async function openidRoutes(
  { app, host }: Pick<Place, "app" | "host">,
  parts: AuthorizationParts,
): Promise<void> {
  const { openid } = parts;
  const pass: Handler = (request, reply) => passOn(openid, request, reply);
  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string" },
      // defence: AT-140
      (_request, body, parsed) => parsed(null, body),
    );
    const add = (method: "GET" | "POST" | "OPTIONS", url: string, handler: Handler, isForAll = true) =>
      scope.route({
        method,
        url,
        constraints: { host },
        schema: { hide: true },
        // defence: AT-141
        config: { isForApplications: isForAll },
        handler: (request, reply) => {
          // An absolute URL contains its own host name, which the server hasn't checked.
          // defence: AT-101
          if (!request.url.startsWith("/")) throw new Refused("invalid-request");
          // A login in a popup needs access to the window that opened the popup.
          // defence: AT-142
          void reply.header("cross-origin-opener-policy", "unsafe-none");
          return handler(request, reply);
        },
      });
    for (const url of ["/.well-known/openid-configuration", "/oidc/jwks"]) {
      add("GET", url, pass);
      add("OPTIONS", url, pass);
    }
    for (const url of ["/oidc/token", "/oidc/revocation", "/oidc/me"]) {
      add("POST", url, pass);
      add("OPTIONS", url, pass);
    }
    add("GET", "/oidc/me", pass);
    add("POST", "/oidc/introspection", pass, false);
    add("POST", "/oidc/request", (request, reply) => push(openid, request, reply), false);
    add("GET", "/oidc/auth", (request, reply) => begin(openid, request, reply));
    // defence: AT-147
    add("POST", "/oidc/auth", async ({ body }, reply) =>
      // The parameters are encoded again, because a header can't contain line breaks or letters outside ASCII.
      reply.redirect(`/oidc/auth?${formOf(body).toString()}`, 303),
    );
    add("GET", "/oidc/session/end", (request, reply) => logOut(parts, request, reply, queryOf(request)));
    add("POST", "/oidc/session/end", (request, reply) => logOut(parts, request, reply, formOf(request.body)));
    add("GET", "/oidc/auth/:id", (request, reply) => resume(parts, request, reply));
    done();
  });
}

async function passOn(openid: Openid, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const isPreflight = request.headers["access-control-request-method"] !== undefined;
  if (request.method === "OPTIONS" && !isPreflight) throw new Refused("not-found");
  return send(reply, await askOpenid(openid, request, {}));
}

async function push(openid: Openid, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const why = whyTooLong(formOf(request.body));
  return send(reply, why === null ? await askOpenid(openid, request, {}) : openid.refuseLength(why));
}

function queryOf({ url }: FastifyRequest): URLSearchParams {
  return new URL(url, "http://ignored").searchParams;
}

function formOf(body: unknown): URLSearchParams {
  return new URLSearchParams(typeof body === "string" ? body : "");
}

async function begin(openid: Openid, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const visit = new Visit(request, reply);
  const why = whyTooLong(queryOf(request));
  if (why !== null) return settle(visit, request, reply, openid.refuseLength(why));
  const session = visit.token("__Host-sallyport-openid");
  const answer = await askOpenid(openid, request, session === undefined ? {} : { session });
  return settle(visit, request, reply, answer);
}

async function resume(
  parts: AuthorizationParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const visit = new Visit(request, reply);
  const { id } = request.params as { id: string };
  const cookies = await cookiesToResume(parts, visit, id);
  if (cookies === "over") return reply.redirect(pageOf("over"), 303);
  if (cookies === "waiting") return reply.redirect(`/authorize/${id}`, 303);
  const answer = await askOpenid(parts.openid, request, cookies);
  visit.dropToken(authorizationCookie(id));
  return settle(visit, request, reply, answer);
}

async function logOut(
  parts: AuthorizationParts,
  request: FastifyRequest,
  reply: FastifyReply,
  parameters: URLSearchParams,
): Promise<unknown> {
  const next = await nextOf(parts, new Visit(request, reply), parameters);
  void reply.header("cache-control", "no-store");
  return reply.redirect("refused" in next ? pageOf(next.refused) : next.address, 303);
}

async function nextOf(
  parts: AuthorizationParts,
  visit: Visit,
  parameters: URLSearchParams,
): ReturnType<typeof beginLogOut> {
  if (whyTooLong(parameters) !== null) return { refused: "bad-request" };
  try {
    return await beginLogOut(parts, visit, parameters);
  } catch (error) {
    if (error instanceof Refused && error.code === "too-many-requests") return { refused: "too-many" };
    throw error;
  }
}

function settle(
  visit: Visit,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: OpenidAnswer,
): FastifyReply {
  const { session, begun, refused } = answer;
  if (begun) visit.keepAuthorization(begun.id, begun.browserToken);
  // Before the login is finished, the library's cookie has no session and would only identify the browser.
  if (session !== undefined && !begun) visit.keepTokenForLinks("__Host-sallyport-openid", session);
  const isPage = /\btext\/html\b/i.test(request.headers.accept ?? "");
  if (answer.status >= 400 && refused && isPage) return reply.redirect(pageOf(refused.page), 303);
  return send(reply, answer);
}

function pageOf(reason: RefusedLogin["page"]): string {
  return `/application-refused?reason=${reason}`;
}

function askOpenid(
  openid: Openid,
  request: FastifyRequest,
  cookies: Readonly<Record<string, string>>,
): Promise<OpenidAnswer> {
  return openid.answer({
    method: request.method === "HEAD" ? "GET" : (request.method as "GET" | "POST" | "OPTIONS"),
    url: request.url,
    headers: passedOn(request),
    body: typeof request.body === "string" ? request.body : null,
    address: canonicalAddress(request.ip),
    cookies,
  });
}

/** The library gets no other headers, in particular none in which a proxy or an attacker sets a host name. */
const headersPassedOn = [
  "accept",
  "authorization",
  "content-type",
  "origin",
  "access-control-request-method",
  "access-control-request-headers",
] as const;

function passedOn({ headers }: FastifyRequest): Record<string, string> {
  return Object.fromEntries(
    headersPassedOn.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
  );
}

function send(reply: FastifyReply, { status, headers, body }: OpenidAnswer): FastifyReply {
  return reply.code(status).headers(headers).send(body);
}
