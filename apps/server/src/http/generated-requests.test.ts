import * as authenticator from "@sallyport/contract/authenticator";
import type { Endpoint } from "@sallyport/contract/endpoint";
import { createFirstAdministrator, openFirstAdministrator } from "@sallyport/contract/invitations";
import type { ProblemCode } from "@sallyport/contract/problem";
import * as security from "@sallyport/contract/security";
import * as signIn from "@sallyport/contract/sign-in";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Browser, contentOf, portalOrigin } from "../../lab/simulation/browser.ts";
import {
  endpoints,
  originOf,
  problemIn,
  type RawRequest,
  send,
  settle,
} from "../../lab/simulation/contract-requests.ts";
import { dumpOf, finishWork, settledDump } from "../../lab/simulation/database-dump.ts";
import { requestsFor } from "../../lab/simulation/generated-requests.ts";
import { settleOnTheWay, type TownOnTheWay } from "../../lab/simulation/on-the-way.ts";
import { registeredRoutes } from "../../lab/simulation/registered-routes.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { firstAdministratorLink } from "../first-administrator/first-administrator.ts";

const judging = new Set<Endpoint>([
  signIn.submitPassword,
  signIn.submitPasscode,
  signIn.confirmSetUp,
  signIn.signInWithPasskey,
  signIn.submitPasskey,
  signIn.submitRecoveryCode,
  signIn.submitBypassCode,
  signIn.setUpPasskey,
  signIn.openSetUpLink,
  security.provePassword,
  security.provePasscode,
  security.proveRecoveryCode,
  security.provePasskey,
  security.confirmApp,
  security.addPasskey,
  security.changePassword,
  authenticator.verifyByCode,
]);

type Outcome = "ok" | ProblemCode;

async function outcomeOf(
  world: SimulatedApp,
  endpoint: Endpoint,
  request: RawRequest,
  browser: Browser,
): Promise<Outcome> {
  await finishWork(world);
  const isJudging = judging.has(endpoint);
  const before = isJudging ? {} : await dumpOf(world.parts.database);
  const cookies = Object.fromEntries(browser.cookies);
  const response = await send({ world, userId: "" }, endpoint, { ...request, cookies });
  for (const { name, value, maxAge } of response.cookies) {
    if (maxAge === 0) browser.cookies.delete(name);
    else browser.cookies.set(name, value);
  }
  if (response.statusCode === 200) {
    endpoint.reply.parse(contentOf(endpoint, response));
    return "ok";
  }
  const { code } = problemIn(response);
  expect(code).not.toBe("internal");
  if (isJudging) return code;
  expect(await settledDump(world)).toEqual(before);
  return code;
}

async function outcomesOf(
  world: SimulatedApp,
  endpoint: Endpoint,
  requests: fc.Arbitrary<RawRequest>,
  browser: Browser,
): Promise<Set<Outcome>> {
  const outcomes = new Set<Outcome>();
  const property = fc.asyncProperty(requests, async (request) => {
    outcomes.add(await outcomeOf(world, endpoint, request, browser));
  });
  await fc.assert(property, { numRuns: 20 });
  return outcomes;
}

/** Applications and proxies ask these endpoints, which have no bodies of ours. */
function isForOtherPrograms(url: string): boolean {
  return /^\/(?:oidc\/|\.well-known\/openid-|api\/door\/)/.test(url);
}

test("the endpoints below are all that the server has", async () => {
  const { built, routes } = await registeredRoutes(simulateApp);
  await built[Symbol.asyncDispose]();
  const served = routes.filter(({ method, url }) => method !== "HEAD" && !isForOtherPrograms(url));
  expect(new Set(served.map(({ method, url }) => `${method} ${url}`))).toEqual(
    new Set([
      ...endpoints.map(({ name }) => name),
      "GET /.well-known/change-password",
      "GET /.well-known/webfinger",
      "GET /health/live",
      "GET /health/ready",
    ]),
  );
});

describe("random requests without cookies, by a user and by an administrator", () => {
  test.for(endpoints)(
    "$name answers in good order, and a refusal leaves nothing behind",
    { tags: ["R47", "R79"] },
    async ({ endpoint }) => {
      await using town = await settle();
      for (const cookies of Object.values(town.callers)) {
        const browser = town.world.browser();
        for (const [name, value] of Object.entries(cookies)) browser.cookies.set(name, value);
        const outcomes = await outcomesOf(town.world, endpoint, requestsFor(endpoint, town), browser);
        expect(outcomes.size).toBeGreaterThan(0);
      }
    },
  );
});

const early = new Set<Outcome>(["invalid-request", "not-signed-in", "not-now", "mfa-required"]);
const earlyWithToken = new Set<Outcome>([...early, "link-invalid"]);

const typed = {
  name: "Mine",
  email: "new@example.com",
  password: "seven green chairs on a hill",
  areHeld: true,
};

const asUser = (request: RawRequest) => ({ ...request, params: { ...request.params, realm: "user" } });

function rightRequests({ body }: Endpoint, right: Partial<TownOnTheWay["right"]>): RawRequest[] {
  const known = Object.entries(right).filter(([field]) => Object.hasOwn(body?.shape ?? {}, field));
  const count = Math.max(1, ...known.map(([, values]) => values.length));
  return Array.from({ length: count }, (_, index) => {
    const given = known.map(([field, values]) => [field, values[index % values.length]]);
    return { payload: JSON.stringify({ ...typed, ...Object.fromEntries(given) }) };
  });
}

describe("random requests during a sign-in", () => {
  const onTheWay = endpoints.filter(
    ({ endpoint: { asks, body, path } }) =>
      asks === "signing-in" ||
      asks === "waiting-app" ||
      (Object.hasOwn(body?.shape ?? {}, "token") && !path.includes("/first-administrator/")),
  );

  test.for(onTheWay)(
    "$name answers in good order, a refusal leaves nothing behind, and something gets through",
    { tags: ["R47", "R79"] },
    async ({ endpoint }) => {
      await using town = await settleOnTheWay();
      const outcomes = new Set<Outcome>();
      for (const browser of callersOf(endpoint, town)) {
        const requests = requestsFor(endpoint, town, town.right).map(asUser);
        for (const outcome of await outcomesOf(town.world, endpoint, requests, browser))
          outcomes.add(outcome);
        for (const request of rightRequests(endpoint, town.right)) {
          outcomes.add(await outcomeOf(town.world, endpoint, request, browser));
        }
      }
      const isEarly = Object.hasOwn(endpoint.body?.shape ?? {}, "token") ? earlyWithToken : early;
      expect([...outcomes].filter((outcome) => !isEarly.has(outcome))).not.toEqual([]);
    },
  );
});

function callersOf(endpoint: Endpoint, { world, waiting }: TownOnTheWay): Browser[] {
  const { "an app that waits": app, "an app that is registered": registered, ...people } = waiting;
  if (endpoint.asks === "signing-in") return Object.values(people);
  if (endpoint.asks === "waiting-app") return [app, registered];
  return [world.browser({ origin: originOf(endpoint) })];
}

test.for([openFirstAdministrator, createFirstAdministrator])(
  "$path answers in good order while there is no account, and something gets through",
  { tags: ["R47", "R79"] },
  async (endpoint) => {
    await using world = await simulateApp();
    const link = await firstAdministratorLink(world.parts.database, portalOrigin, world.clock.now());
    const right = { token: [link?.split("#")[1]] };
    const browser = world.browser();
    const outcomes = await outcomesOf(world, endpoint, requestsFor(endpoint, nobodyYet, right), browser);
    for (const request of rightRequests(endpoint, right))
      outcomes.add(await outcomeOf(world, endpoint, request, browser));
    expect([...outcomes].filter((outcome) => !earlyWithToken.has(outcome))).not.toEqual([]);
  },
);

const nobodyYet = { userId: "nobody", administratorId: "nobody" };
