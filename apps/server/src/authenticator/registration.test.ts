import * as contract from "@sallyport/contract/authenticator";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { authenticatorOrigin, type Browser } from "../../lab/simulation/browser.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { day, minute } from "../core/clock.ts";

let world: SimulatedApp;
let app: Browser;

beforeEach(async () => {
  world = await simulateApp();
  app = anApp();
});
afterEach(() => world[Symbol.asyncDispose]());

const email = "ursula@example.com";
const anAppAt = (host: number) =>
  world.browser({ origin: authenticatorOrigin, address: `2001:db8:1:2::${host.toString(16)}` });
const anApp = () => world.browser({ origin: authenticatorOrigin });
const where = (browser = app) => browser.get(contract.registration, {});

const ask = (browser: Browser, address = email) =>
  browser.refusal(contract.register, { body: { email: address } });

async function register(browser = app, address = email) {
  await world.pass(30_000);
  await browser.get(contract.register, { body: { email: address } });
  await world.parts.outbox.deliverDue();
  const { text = "" } = world.mails.at(-1) ?? {};
  return {
    link: /\/verify#([\w-]+)/.exec(text)?.[1] ?? "",
    code: /Code: (\d+)/.exec(text)?.[1] ?? "",
  };
}

const byCode = (code: string, browser = app) => browser.ask(contract.verifyByCode, { body: { code } });
const byLink = (token: string, browser = anApp()) => browser.ask(contract.verifyByLink, { body: { token } });

const remember = (areHeld: boolean, browser = app) =>
  browser.ask(contract.rememberAccounts, { body: { areHeld } });

async function codeRefusal(code: string, browser = app) {
  const answer = await byCode(code, browser);
  return answer.ok ? null : answer.problem.code;
}

async function linkRefusal(link: string) {
  const answer = await byLink(link);
  return answer.ok ? null : answer.problem.code;
}

const otherThan = (code: string) => (code === "00000000" ? "00000001" : "00000000");

test("an app waits for ten minutes, with five tries, once it has given an address", async () => {
  expect(await where()).toEqual({ at: "none" });
  await register();
  expect(world.mails).toMatchObject([{ to: email }]);
  expect(await where()).toEqual({
    at: "waiting",
    email,
    expiresAt: new Date(world.clock.now() + 10 * minute).toISOString(),
    triesLeft: 5,
  });
});

describe("the link", () => {
  test("verifies in another browser, and the app that waits sees it", async () => {
    const { link } = await register();
    expect(await byLink(link, anApp())).toMatchObject({ reply: { email } });
    expect(await where()).toEqual({ at: "verified", email });
  });

  test("makes no app of the browser that it was opened in", async () => {
    const { link } = await register();
    const opener = anApp();
    await byLink(link, opener);
    expect(await where(opener)).toEqual({ at: "none" });
  });

  test("works once", async () => {
    const { link } = await register();
    await byLink(link);
    expect(await linkRefusal(link)).toBe("link-invalid");
  });

  test("works for ten minutes, to the millisecond", async () => {
    const { link } = await register();
    world.clock.turnTo(world.clock.now() + 10 * minute);
    expect(await linkRefusal(link)).toBe("link-invalid");
    expect(await where()).toMatchObject({ at: "waiting", triesLeft: 0 });
    world.clock.turnTo(world.clock.now() - 1);
    expect(await linkRefusal(link)).toBeNull();
  });
});

describe("the code", () => {
  test("has eight digits and verifies, spaces or not", async () => {
    const { code } = await register();
    expect(code).toMatch(/^\d{8}$/);
    expect(await byCode(` ${code.slice(0, 4)} ${code.slice(4)} `)).toMatchObject({
      reply: { at: "verified", email },
    });
  });

  test("may be typed wrong four times", async () => {
    const { code } = await register();
    for (let time = 0; time < 4; time++) expect(await codeRefusal(otherThan(code))).toBe("wrong-code");
    expect(await where()).toMatchObject({ triesLeft: 1 });
    expect(await codeRefusal(code)).toBeNull();
  });

  test("is worth nothing after five wrong ones, and a new mail helps", { tags: ["R29"] }, async () => {
    const { code } = await register();
    for (let time = 0; time < 5; time++) await codeRefusal(otherThan(code));
    expect(await codeRefusal(code)).toBe("link-invalid");
    const { code: newer } = await register();
    expect(await codeRefusal(newer)).toBeNull();
  });

  test("is judged five times, however many ask at once", { tags: ["AT-35", "R29", "R47"] }, async () => {
    const { code } = await register();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => codeRefusal(otherThan(code), app.copy())),
    );
    expect(answers.filter((answer) => answer === "wrong-code")).toHaveLength(5);
    expect(await codeRefusal(code)).toBe("link-invalid");
  });

  test("works for ten minutes, to the millisecond", async () => {
    const { code } = await register();
    world.clock.turnTo(world.clock.now() + 10 * minute);
    expect(await codeRefusal(code)).toBe("link-invalid");
    world.clock.turnTo(world.clock.now() - 1);
    expect(await codeRefusal(code)).toBeNull();
  });

  test("is bound to the app that waits: in another one it is wrong, or there is nothing to verify", {
    tags: ["R29"],
  }, async () => {
    const { code } = await register();
    expect(await codeRefusal(code, anApp())).toBe("not-signed-in");
    const other = anApp();
    await register(other);
    expect(await codeRefusal(code, other)).toBe("wrong-code");
    expect(await where()).toMatchObject({ at: "waiting", triesLeft: 5 });
    expect(await codeRefusal(code)).toBeNull();
  });
});

test("a newer mail ends the older one's link and code", async () => {
  const older = await register();
  await codeRefusal(otherThan(older.code));
  const newer = await register(app, "new@example.com");
  expect(await where()).toMatchObject({ email: "new@example.com", triesLeft: 5 });
  expect(await linkRefusal(older.link)).toBe("link-invalid");
  expect(await codeRefusal(older.code)).toBe("wrong-code");
  expect(await linkRefusal(newer.link)).toBeNull();
  expect(await where()).toEqual({ at: "verified", email: "new@example.com" });
});

test("registering again starts over, verified or not", async () => {
  const { code } = await register();
  await byCode(code);
  await register();
  expect(await where()).toMatchObject({ at: "waiting", email });
});

test("forgetting a registration ends its link and code", async () => {
  const { link, code } = await register();
  const copy = app.copy();
  await app.get(contract.forgetRegistration, {});
  expect(await where()).toEqual({ at: "none" });
  expect(await linkRefusal(link)).toBe("link-invalid");
  expect(await codeRefusal(code, copy)).toBe("not-signed-in");
});

describe("whether an app holds accounts", () => {
  test("is remembered until it says otherwise, also when it registers again", async () => {
    await byCode((await register()).code);
    await remember(true);
    expect(await where()).toEqual({ at: "verified", email, holdsAccounts: true });
    await byCode((await register()).code);
    expect(await where()).toEqual({ at: "verified", email, holdsAccounts: true });
    await remember(false);
    expect(await where()).toEqual({ at: "verified", email });
  });

  test("is told to that app alone", async () => {
    await byCode((await register()).code);
    await remember(true);
    const other = anApp();
    await byCode((await register(other)).code, other);
    expect(await where(other)).toEqual({ at: "verified", email });
  });

  test("is not remembered for an app that never registered", async () => {
    const answer = await remember(true, anApp());
    expect(answer).toMatchObject({ ok: false, problem: { code: "not-signed-in" } });
  });
});

describe("mails", () => {
  test("the same app asks again only after half a minute", async () => {
    await register();
    expect(await ask(app)).toMatchObject({ code: "too-many-requests", retryAfterSeconds: 30 });
    await world.pass(30_000);
    await app.get(contract.register, { body: { email } });
  });

  test("an address gets no more than five an hour from a network, however many apps ask and forget", async () => {
    for (let count = 0; count < 5; count++) {
      const another = anApp();
      await another.get(contract.register, { body: { email } });
      await another.get(contract.forgetRegistration, {});
    }
    expect((await ask(anApp())).code).toBe("too-many-requests");
    await world.pass(60 * 60_000);
    await anApp().get(contract.register, { body: { email } });
  });

  test("strangers keep no owner from registering, and send a mailbox one each once it is flooded", {
    tags: ["AT-86"],
  }, async () => {
    for (let stranger = 0; stranger < 5; stranger++) {
      for (let count = 0; count < 30; count++) {
        const origin = authenticatorOrigin;
        const another = world.browser({ origin, address: `203.0.${stranger}.7` });
        await another.ask(contract.register, { body: { email: `Ursula+${count}@example.com` } });
      }
    }
    await world.parts.outbox.deliverDue();
    expect(world.mails).toHaveLength(5 + 5 + 1 + 1 + 1);
    await register();
    expect(await where()).toMatchObject({ at: "waiting", email });
  });

  test("strangers of one provider send a mailbox no more than the flood and one, and all together sixty", {
    tags: ["AT-86"],
  }, async () => {
    const from = (address: string) =>
      world.browser({ origin: authenticatorOrigin, address }).ask(contract.register, { body: { email } });
    const mails = async () => {
      await world.parts.outbox.deliverDue();
      return world.mails.length;
    };
    for (let count = 0; count < 30; count++) await from(`2001:db8:1:${count.toString(16)}::1`);
    expect(await mails()).toBe(10);
    for (let count = 0; count < 60; count++) await from(`2001:db8:${(count + 16).toString(16)}::1`);
    expect(await mails()).toBe(60);
    await world.pass(60 * minute);
    expect((await from("2001:db8:1::1")).ok).toBe(true);
  });

  test("the same app gets no more than five an hour to an address either, however it is written", async () => {
    const spelt = ["ursula@example.com", "Ursula@example.com", "URSULA@EXAMPLE.COM", email, email];
    for (const address of spelt) await register(app, address);
    await world.pass(30_000);
    expect((await ask(app, "uRsUlA@example.com")).code).toBe("too-many-requests");
    expect(world.mails).toHaveLength(5);
  });

  test("all addresses of an IPv6 network are one source", async () => {
    for (let count = 0; count < 30; count++) {
      await anAppAt(count).get(contract.register, { body: { email: `person${count}@example.com` } });
    }
    expect((await ask(anAppAt(99), "one.more@example.com")).code).toBe("too-many-requests");
  });

  test("a source asks for no more than thirty addresses an hour", async () => {
    for (let count = 0; count < 30; count++) {
      await anApp().get(contract.register, { body: { email: `person${count}@example.com` } });
    }
    expect((await ask(anApp(), "one.more@example.com")).code).toBe("too-many-requests");
  });
});

test("the answer doesn't tell whether an address has an account", { tags: ["R14"] }, async () => {
  await world.addAccount({ realm: "user", login: "ursula", password: "four unrelated words do" });
  const known = await app.get(contract.register, { body: { email } });
  const unknown = await anApp().get(contract.register, { body: { email: "nobody@example.com" } });
  expect({ ...known, email: "" }).toEqual({ ...unknown, email: "" });
});

test("an unverified registration is cleared away a day after it ran out", async () => {
  await register();
  await world.pass(10 * minute + 24 * 60 * minute + 1);
  expect(await where()).toEqual({ at: "none" });
});

test("the server tells its time, so that a phone can see that its own clock is off", async () => {
  expect(await app.get(contract.time, {})).toEqual({ now: new Date(world.clock.now()).toISOString() });
});

test("requests from a clock that was ahead delay no app and no address", async () => {
  const rightTime = world.clock.now();
  world.clock.turnTo(rightTime + 30 * day);
  for (let mails = 0; mails < 5; mails++) await register(mails === 0 ? app : anApp());
  expect((await ask(anApp())).code).toBe("too-many-requests");
  world.clock.turnTo(rightTime + minute);
  expect((await register()).code).toMatch(/^\d{8}$/);
});
