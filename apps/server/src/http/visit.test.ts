import { register } from "@sallyport/contract/authenticator";
import { submitPassword } from "@sallyport/contract/sign-in";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { authenticatorOrigin, portalOrigin } from "../../lab/simulation/browser.ts";
import { send } from "../../lab/simulation/contract-requests.ts";
import { ursula } from "../../lab/simulation/people.ts";
import { type Scene, scene } from "../../lab/simulation/scene.ts";
import { buildApp } from "../app.ts";

let here: Scene;
beforeEach(async () => {
  here = await scene();
});
afterEach(() => here[Symbol.asyncDispose]());

const rightPassword = JSON.stringify({ login: ursula.login, password: ursula.password });

test("every cookie is opaque, for this host alone, and out of reach of scripts and of other sites", {
  tags: ["R45", "R71"],
}, async () => {
  const signIn = await send(here, submitPassword, { payload: rightPassword });
  const registration = await send(here, register, { payload: '{"email": "ursula@example.com"}' });
  const cookies = [signIn, registration].flatMap((response) => response.cookies);
  expect(cookies.map(({ name }) => name).toSorted()).toEqual([
    "__Host-sallyport-app",
    "__Host-sallyport-browser",
    "__Host-sallyport-user",
  ]);
  for (const { name, value, domain, ...attributes } of cookies) {
    expect(attributes).toMatchObject({ path: "/", secure: true, httpOnly: true, sameSite: "Strict" });
    expect([name, value.length, domain]).toEqual([name, 43, undefined]);
  }
});

async function recordedAddress(
  trustedProxies: string[],
  forwardedFor = "203.0.113.9",
): Promise<string | null> {
  const places = { portalOrigin, authenticatorOrigin, webApps: null };
  const config = { ...places, hasApiDocs: false, trustedProxies };
  const app = await buildApp(config, here.world.parts, pino({ level: "silent" }));
  const headers = { "x-forwarded-for": forwardedFor };
  await send({ ...here, world: { ...here.world, app } }, submitPassword, { payload: rightPassword, headers });
  await app.close();
  const { address } = await here.world.parts.database
    .selectFrom("audit_events")
    .select("address")
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow();
  return address;
}

test("an address that a request names counts only when a trusted proxy names it", {
  tags: ["R64"],
}, async () => {
  expect(await recordedAddress([])).toBe("127.0.0.1");
  expect(await recordedAddress(["10.0.0.0/8"])).toBe("127.0.0.1");
  expect(await recordedAddress(["127.0.0.1"])).toBe("203.0.113.9");
});

test.for([
  ["203.0.113.7:51234", "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["[2001:DB8:0::7]:51234", "2001:db8::7"],
  ["fe80::7%eth0", "fe80::7"],
  ["203.0.113.7:51234, 10.0.0.1:40000", "203.0.113.7"],
  ["203.0.113.7:51234, [::ffff:10.0.0.1]:40000, 10.0.0.2:40001", "203.0.113.7"],
  ["198.51.100.1, 203.0.113.7:51234, 10.0.0.1:40000", "203.0.113.7"],
  ["10.0.0.3, 203.0.113.7, 10.0.0.1", "203.0.113.7"],
  ["<b>bold</b>", "unknown"],
] as const)("behind proxies that send %s a sign-in comes from %s", async ([forwardedFor, address]) => {
  expect(await recordedAddress(["127.0.0.1", "10.0.0.0/8"], forwardedFor)).toBe(address);
});
