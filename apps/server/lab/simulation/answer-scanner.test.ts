import * as contract from "@sallyport/contract/sign-in";
import { toBase32 } from "@sallyport/totp/secret";
import Fastify from "fastify";
import { beforeEach, describe, expect, test } from "vitest";
import { hashOf, newToken } from "../../src/core/tokens.ts";
import { AnswerScanner } from "./answer-scanner.ts";
import type { Exchange } from "./exchange.ts";
import { ada, asUser, codeFor, enrol, loggedIn, proven, requireMfa, ursula } from "./people.ts";
import { scanAnswers } from "./scan-answers.ts";
import { simulateApp } from "./simulated-app.ts";
import { TurnableClock } from "./turnable-clock.ts";

const now = Date.UTC(2027, 0, 4, 9);
const bytes = Buffer.from("twenty secret bytes!");
const base32 = toBase32(bytes);
const password = "four unrelated words do";
const token = newToken();
const recoveryCode = "k7mq-2xwp-9dzt-hb4v";

let scanner: AnswerScanner;
beforeEach(() => {
  scanner = new AnswerScanner();
});

function see(exchange: Partial<Exchange>): string[] {
  const defaults = { method: "GET", path: "/api/about", cookies: {}, sent: undefined, status: 200 };
  return scanner.scan({ ...defaults, cookiesSet: {}, headers: "", body: "{}", now, ...exchange });
}

const browser = { "__Host-sallyport-browser": newToken() };
const setUp = { method: "POST", path: "/api/user/sign-in/set-up", cookies: browser };
const pending = { secret: base32, keyUri: `otpauth://totp/x?secret=${base32}&issuer=x`, account: "u" };
const shown = { ...setUp, body: JSON.stringify(pending) };
const makeCodes = { method: "POST", path: "/api/user/security/recovery-codes" };

function learnEverything(): void {
  const signIn = { method: "POST", path: "/api/user/sign-in/password" };
  scanner.learnFromMail(`Open it:\nhttps://portal.example/invitation#${mailed}\n\nCode: 83920174`);
  const rightful = [
    ...see({ ...signIn, sent: { login: "u", password }, cookiesSet: { "__Host-sallyport-user": token } }),
    ...see(shown),
    ...see({ ...makeCodes, body: JSON.stringify({ codes: [recoveryCode] }) }),
  ];
  expect(rightful).toEqual([]);
}
const mailed = newToken();

const secret = "the secret of an authenticator app";
test.for<[kind: string, planted: unknown, found: string]>([
  ["a secret in Base32", { apps: [{ secret: base32 }] }, `${secret}, as text`],
  ["a secret in lower case", { note: `it is ${base32.toLowerCase()}.` }, `${secret}, as text`],
  ["a secret in hexadecimal", { key: bytes.toString("hex") }, `${secret}, as hex`],
  ["a secret in Base64", { key: bytes.toString("base64") }, `${secret}, as base64`],
  ["a secret as bytes", { key: [...bytes] }, `${secret}, as list of bytes`],
  ["a code", { expected: codeFor(base32, now) }, "a code that is valid now"],
  [
    "a code as a number, of the step before",
    { hint: Number(codeFor(base32, now - 30_000)) },
    "a code that is valid now",
  ],
  [
    "a code in words",
    { detail: `Use ${codeFor(base32, now).slice(0, 3)} ${codeFor(base32, now).slice(3)}!` },
    "a code that is valid now",
  ],
  ["a code of a mail", { code: "83920174" }, "a code of a mail"],
  ["a password", { me: { password } }, "a password, as text"],
  [
    "a password in a URL",
    { next: `/login?password=${encodeURIComponent(password)}` },
    "a password, in a URL",
  ],
  [
    "a password hash",
    { account: { password_hash: "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA" } },
    "a password hash",
  ],
  ["a session token", { sessions: [{ token }] }, "a token of a cookie, as text"],
  ["a token hash", { token_hash: hashOf(token) }, "the hash of a token of a cookie, as list of bytes"],
  [
    "a token hash in Base64",
    { hash: hashOf(token).toString("base64url") },
    "the hash of a token of a cookie, as base64",
  ],
  [
    "a token of a mailed link",
    { link: `https://portal.example/invitation#${mailed}` },
    "the token of a mailed link, as text",
  ],
  ["a recovery code", { left: [recoveryCode.toUpperCase()] }, "a recovery code, as text"],
  [
    "a recovery code without hyphens",
    { left: [recoveryCode.replaceAll("-", "")] },
    "a recovery code, as text",
  ],
  ["a key URI of a secret never seen", { uri: "otpauth://totp/y?secret=AAAA" }, "a key URI"],
])("%s is caught in an answer", ([, planted, found]) => {
  learnEverything();
  const leaks = see({ body: JSON.stringify(planted, null, 0).replaceAll(", ", ",") });
  expect(leaks.join("\n")).toContain(`GET /api/about answered 200 with ${found}`);
  expect(leaks.join("\n")).not.toContain(password);
});

describe("it is caught as well", () => {
  beforeEach(learnEverything);

  test("in a header", () => {
    expect(see({ headers: JSON.stringify({ "x-debug": base32 }) })).toHaveLength(1);
  });

  test("when a given password comes back, though it is wrong", () => {
    const sent = { login: "u", password: "not the right password" };
    const body = JSON.stringify({ detail: `"${sent.password}" is wrong.` });
    expect(see({ sent, body, status: 401 })).toEqual([
      "GET /api/about answered 401 with the password that was given, as text",
    ]);
  });

  test("when a given code comes back", () => {
    const body = JSON.stringify({ detail: "001122 is wrong." });
    expect(see({ sent: { code: "001 122" }, body, status: 400 })).toHaveLength(1);
  });

  test("when a cookie carries another session's token, or the body has the cookie's own token", () => {
    const cookiesSet = { "__Host-sallyport-user": token };
    expect(see({ cookiesSet })).toEqual([
      "GET /api/about answered 200 with another session's token in a cookie",
    ]);
    expect(see({ cookiesSet, cookies: cookiesSet })).toEqual([]);
    const another = newToken();
    expect(see({ cookiesSet: { "__Host-sallyport-user": another }, body: another })).toHaveLength(1);
  });

  test("when set-up shows a secret in another browser, or again once it is confirmed", () => {
    expect(see(shown)).toEqual([]);
    expect(see({ ...shown, cookies: { "__Host-sallyport-browser": newToken() } })).toHaveLength(1);
    see({ ...setUp, path: `${setUp.path}/token`, sent: { code: codeFor(base32, now) } });
    expect(see(shown)).toEqual([
      "POST /api/user/sign-in/set-up answered 200 with a secret that is confirmed already",
    ]);
  });

  test("when a reply that must carry one secret carries another one too", () => {
    const fresh = toBase32(Buffer.from("another secret bytes"));
    const body = { ...pending, secret: fresh, keyUri: `otpauth://totp/x?secret=${fresh}`, earlier: base32 };
    expect(see({ ...setUp, body: JSON.stringify(body) })).toHaveLength(1);
    expect(
      see({ ...setUp, body: JSON.stringify({ ...pending, keyUri: "otpauth://totp/x?secret=AAAA" }) }),
    ).toHaveLength(1);
  });

  test("when recovery codes are shown again, even where they may be shown once", () => {
    expect(see({ ...makeCodes, body: JSON.stringify({ codes: [recoveryCode] }) })).toHaveLength(1);
  });
});

test("what only looks like a secret is none", () => {
  learnEverything();
  const innocent = {
    id: "12345678-1234-4123-8123-123456123456",
    at: "2027-01-04T09:00:00.123456Z",
    ratio: 0.123456,
    name: "Room 123456a",
    hint: "Use at least 15 characters, for example four unrelated words.",
    count: Number(codeFor(base32, now + 90_000)),
  };
  expect(see({ body: JSON.stringify(innocent) })).toEqual([]);
});

test("a whole server is watched: a page that shows a session token is found", async () => {
  const app = Fastify();
  app.get("/api/sessions", (request) => Promise.resolve({ seen: request.headers.cookie }));
  const leaks = scanAnswers(app, scanner, new TurnableClock(now));
  await app.inject({ url: "/api/sessions", cookies: { "__Host-sallyport-user": token } });
  expect(leaks).toEqual(["GET /api/sessions answered 200 with a token of a cookie, as text"]);
  await app.close();
});

test("a simulated server in whose answers nothing leaked is put away in silence, and one with a leak throws", async () => {
  const world = await simulateApp();
  const { id } = await world.addAccount(ursula);
  await world.addAccount(ada);
  await requireMfa(await proven(world, ada), id);
  const person = await loggedIn(world, ursula);
  const { password: given } = ursula;
  await enrol(person, world.clock);
  await world.parts.database
    .updateTable("accounts")
    .set({ name: `It is ${given}` })
    .where("id", "=", id)
    .execute();
  await person.get(contract.whereAmI, asUser);
  await expect(world[Symbol.asyncDispose]()).rejects.toThrow("answered 200 with a password, as text");
});
