import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { portalOrigin } from "../../lab/simulation/browser.ts";
import { type RegisteredRoute, registeredRoutes } from "../../lab/simulation/registered-routes.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { day } from "../core/clock.ts";
import { claimsOfScopes } from "./claims.ts";
import { accessLasts } from "./records/login.ts";
import { amrOf } from "./rules/assurance.ts";
import { keptAfter, keyLasts, publishedBefore } from "./rules/key-times.ts";

let page: string;
let routes: RegisteredRoute[];
let world: SimulatedApp;

beforeAll(async () => {
  page = await readFile(join(import.meta.dirname, "../../../../docs/applications/openid-connect.md"), "utf8");
  ({ built: world, routes } = await registeredRoutes(simulateApp));
});
afterAll(() => world[Symbol.asyncDispose]());

/** The cells of each row of the table under a heading. */
function tableUnder(heading: string): string[][] {
  const part = page.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const rows = part.split("\n").filter((line) => line.startsWith("| "));
  return rows.slice(1).map((row) =>
    row
      .split("|")
      .map((cell) => cell.trim())
      .slice(1, -1),
  );
}

const days = (milliseconds: number) => `${milliseconds / day} days`;

function isOfProtocol({ method, url }: RegisteredRoute): boolean {
  return /^\/(oidc\/(?!auth\/)|\.well-known\/(openid|webfinger))/.test(url) && !/HEAD|OPTIONS/.test(method);
}

const quoted = (cell = "") => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");

test("docs/applications/openid-connect.md has every endpoint with its methods", () => {
  const documented = tableUnder("Endpoints").flatMap(([address, methods = ""]) =>
    methods.split(", ").map((method) => `${method} ${quoted(address)[0]}`),
  );
  const served = routes.filter(isOfProtocol).map(({ method, url }) => `${method} ${url}`);
  expect(documented.toSorted()).toEqual(served.toSorted());
});

test("it has the scopes, the claims and the levels that discovery announces", async () => {
  const { scopes, ...announced } = await discovery();
  const documented = tableUnder("Scopes and claims").map(([scope, claims]) => [
    quoted(scope)[0],
    quoted(claims)[0],
  ]);
  expect(documented.map(([scope]) => scope)).toEqual(scopes.filter((scope) => scope !== "offline_access"));
  for (const [scope, claims] of Object.entries(claimsOfScopes)) {
    if (claims === null) continue;
    const row = tableUnder("Scopes and claims").find(([name]) => name === `\`${scope}\``);
    expect(quoted(row?.[1]).filter((name) => name !== "groups" || scope === "groups")).toEqual(claims);
  }
  const levels = tableUnder("How the user logged in")
    .slice(0, 2)
    .map(([, value]) => quoted(value)[0]);
  expect(levels).toEqual(announced.acrValues);
});

async function discovery(): Promise<{ scopes: string[]; acrValues: string[] }> {
  const answer = await world.app.inject({
    url: "/.well-known/openid-configuration",
    headers: { host: new URL(portalOrigin).host },
  });
  const found = answer.json<{ scopes_supported: string[]; acr_values_supported: string[] }>();
  return { scopes: found.scopes_supported, acrValues: found.acr_values_supported };
}

test("it has the times of the code", () => {
  expect(page).toContain(`| refresh token | ${days(accessLasts)} since its last use`);
  expect(page).toContain(
    `a new one is made after ${days(keyLasts)}. It is published ${days(publishedBefore)} before`,
  );
  expect(page).toContain(`stays published for ${days(keptAfter)}`);
});

test("it has each value of amr", () => {
  const row = tableUnder("How the user logged in").find(([claim]) => claim === "`amr`");
  expect(quoted(row?.[1])).toEqual(amrOf({ aal: 2, amr: "pwd otp hwk swk user rc" }));
});
