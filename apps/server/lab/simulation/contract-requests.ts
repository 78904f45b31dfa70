import { randomUUID } from "node:crypto";
import * as about from "@sallyport/contract/about";
import * as activity from "@sallyport/contract/activity";
import * as adminApi from "@sallyport/contract/admin-api";
import * as administrators from "@sallyport/contract/administrators";
import * as apiKeys from "@sallyport/contract/api-keys";
import * as applications from "@sallyport/contract/applications/applications";
import * as trials from "@sallyport/contract/applications/trials";
import * as authenticator from "@sallyport/contract/authenticator";
import * as authorization from "@sallyport/contract/authorization";
import * as bulkActions from "@sallyport/contract/bulk-actions";
import type { Endpoint } from "@sallyport/contract/endpoint";
import * as enforcement from "@sallyport/contract/enforcement";
import * as groups from "@sallyport/contract/groups";
import * as home from "@sallyport/contract/home";
import * as invitations from "@sallyport/contract/invitations";
import * as jobs from "@sallyport/contract/jobs";
import * as loginReport from "@sallyport/contract/login-report";
import * as logo from "@sallyport/contract/logo";
import * as overview from "@sallyport/contract/overview";
import * as ownActivity from "@sallyport/contract/own-activity";
import * as ownApplications from "@sallyport/contract/own-applications";
import * as passwordReset from "@sallyport/contract/password-reset";
import * as permissions from "@sallyport/contract/permissions";
import { Problem } from "@sallyport/contract/problem";
import * as security from "@sallyport/contract/security";
import * as settings from "@sallyport/contract/settings";
import * as signIn from "@sallyport/contract/sign-in";
import * as userImport from "@sallyport/contract/user-import";
import * as userSecurity from "@sallyport/contract/user-security";
import * as users from "@sallyport/contract/users";
import * as webhooks from "@sallyport/contract/webhooks";
import type { LightMyRequestResponse } from "fastify";
import { authenticatorOrigin, type Browser, portalOrigin } from "./browser.ts";
import { ada, grace, loggedIn, proven, ursula } from "./people.ts";
import { type Settings, type SimulatedApp, simulateApp } from "./simulated-app.ts";

const modules = [
  about,
  activity,
  adminApi,
  administrators,
  apiKeys,
  applications,
  trials,
  authenticator,
  authorization,
  bulkActions,
  enforcement,
  groups,
  home,
  invitations,
  jobs,
  overview,
  ownActivity,
  ownApplications,
  loginReport,
  logo,
  passwordReset,
  permissions,
  security,
  settings,
  signIn,
  userImport,
  userSecurity,
  users,
  webhooks,
];

export const endpoints = modules
  .flatMap((module) => Object.values<unknown>(module))
  .filter(
    (value): value is Endpoint =>
      typeof value === "object" && value !== null && "path" in value && "asks" in value,
  )
  .map((endpoint) => ({ name: `${endpoint.method} ${endpoint.path}`, endpoint }));

export const changingEndpoints = endpoints.filter(({ endpoint }) => endpoint.method !== "GET");

export interface Town extends AsyncDisposable {
  world: SimulatedApp;
  userId: string;
  administratorId: string;
  admin: Browser;
  callers: Record<"anonymous" | "user" | "administrator", Record<string, string>>;
}

export async function settle(given: Settings = {}): Promise<Town> {
  const world = await simulateApp(null, given);
  const { id: userId } = await world.addAccount(ursula);
  const { id: administratorId } = await world.addAccount(grace);
  await world.addAccount(ada);
  const cookiesOf = async (who: typeof ada) => Object.fromEntries((await loggedIn(world, who)).cookies);
  const admin = await proven(world, ada);
  const callers = {
    anonymous: {},
    user: await cookiesOf(ursula),
    administrator: Object.fromEntries(admin.cookies),
  };
  return {
    world,
    userId,
    administratorId,
    admin,
    callers,
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

export function originOf({ path }: Endpoint): string {
  return /^\/api\/(registration|time)/.test(path) ? authenticatorOrigin : portalOrigin;
}

export interface RawRequest {
  params?: Record<string, string>;
  query?: string;
  headers?: Record<string, string>;
  payload?: string;
  cookies?: Record<string, string>;
}

export function send(
  { world, userId }: Pick<Town, "world" | "userId">,
  endpoint: Endpoint,
  { params, query = "", headers, payload, cookies = {} }: RawRequest,
): Promise<LightMyRequestResponse> {
  const filled: Record<string, string> = {
    realm: "user",
    id: userId,
    factor: randomUUID(),
    session: randomUUID(),
    member: randomUUID(),
    secret: randomUUID(),
    refusal: randomUUID(),
    trial: randomUUID(),
    ...params,
  };
  const path = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(filled[name] ?? ""),
  );
  return world.app.inject({
    method: endpoint.method,
    url: path + query,
    headers: {
      host: new URL(originOf(endpoint)).host,
      ...(payload === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    cookies,
    ...(payload === undefined ? {} : { payload }),
  });
}

/** Throws if the answer isn't a problem, or reveals internals of the server. */
export function problemIn({ statusCode, headers, payload }: LightMyRequestResponse): Problem {
  const problem = Problem.parse(JSON.parse(payload));
  const isTyped = headers["content-type"] === "application/problem+json" && problem.status === statusCode;
  const isTelling = /\n\s+at |node_modules|\.ts\b|SQLITE|FST_ERR|ZodError/.test(payload);
  if (!isTyped || isTelling) throw new Error(`This is not a problem in good order: ${payload}`);
  return problem;
}

export function refusalIn(response: LightMyRequestResponse): string {
  const { status, code } = problemIn(response);
  return `${status} ${code}`;
}
