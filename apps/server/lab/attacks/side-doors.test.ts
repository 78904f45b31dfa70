import * as contract from "@sallyport/contract/sign-in";
import { addUser } from "@sallyport/contract/users";
import { afterEach, beforeEach, expect, test } from "vitest";
import { endpoints, refusalIn, send } from "../simulation/contract-requests.ts";
import { dumpOf } from "../simulation/database-dump.ts";
import { loggedIn, logIn, ursula } from "../simulation/people.ts";
import { type EnrolledScene, enrolledScene } from "../simulation/scene.ts";

let here: EnrolledScene;
beforeEach(async () => {
  here = await enrolledScene();
});
afterEach(() => here[Symbol.asyncDispose]());

const behindSignIn = endpoints.filter(
  ({ endpoint: { asks } }) => asks !== "anyone" && asks !== "waiting-app",
);

test("no header but the session's cookie opens anything", { tags: ["AT-50", "R10"] }, async () => {
  const { world, userId } = here;
  const basic = Buffer.from(`ursula:${ursula.password}`).toString("base64");
  const browser = await here.arrived();
  const token = browser.cookies.get("__Host-sallyport-user") ?? "";
  const schemes = [`Basic ${basic}`, `Bearer ${token}`, `Bearer ${here.secret}`];
  expect(behindSignIn.length).toBeGreaterThan(50);
  for (const { endpoint } of behindSignIn) {
    for (const authorization of schemes) {
      const payload = endpoint.body ? { payload: "{}" } : {};
      const response = await send({ world, userId }, endpoint, { headers: { authorization }, ...payload });
      expect(refusalIn(response)).toBe("401 not-signed-in");
    }
  }
  expect(await logIn(world.browser(), ursula)).toMatchObject({ at: "second-factor" });
});

test("users can't change their own address, and no passcode is ever mailed", {
  tags: ["AT-57", "R12"],
}, async () => {
  const takesAddress = behindSignIn
    .filter(({ endpoint }) => endpoint.asks !== "administrator")
    .filter(({ endpoint }) => Object.hasOwn(endpoint.body?.shape ?? {}, "email"));
  expect(takesAddress).toEqual([]);
  const { world, rightCode } = here;
  const browser = await loggedIn(world, ursula);
  await browser.get(contract.submitPasscode, rightCode());
  await world.pass(0);
  expect(world.mails.filter(({ text }) => /\b\d{6}\b/.test(text))).toEqual([]);
});

test("links in mails lead to the configured origin, never to the request's host", {
  tags: ["AT-56", "R15"],
}, async () => {
  const { world, userId, admin } = here;
  const cookies = Object.fromEntries(admin.cookies);
  const payload = JSON.stringify({ username: "walt", email: "walt@example.com", name: "Walt" });
  const poisoned = await send({ world, userId }, addUser, {
    cookies,
    payload,
    headers: { host: "evil.example" },
  });
  expect(refusalIn(poisoned)).toBe("421 unknown-host");
  const forwarded = {
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    forwarded: "host=evil.example",
  };
  expect((await send({ world, userId }, addUser, { cookies, payload, headers: forwarded })).statusCode).toBe(
    200,
  );
  await world.pass(0);
  const [link] = /http\S+/.exec(world.mails.at(-1)?.text ?? "") ?? [];
  expect(link).toMatch(/^http:\/\/portal\.localhost:8080\/invitation#/);
});

test("nothing that a GET asks for changes anything", { tags: ["AT-67", "R51"] }, async () => {
  const { world, userId, admin, arrived } = here;
  const callers = [world.browser(), await arrived(), admin];
  const readEverything = async () => {
    for (const { endpoint } of endpoints.filter((one) => one.endpoint.method === "GET")) {
      for (const { cookies } of callers) {
        await send({ world, userId }, endpoint, { cookies: Object.fromEntries(cookies) });
      }
    }
  };
  // All pages are read once before the dump, because the first request of a session updates the time of its
  // last use.
  await readEverything();
  await world.parts.outbox.deliverDue();
  const before = await dumpOf(world.parts.database);
  await readEverything();
  expect(await dumpOf(world.parts.database)).toEqual(before);
});
