import { register } from "@sallyport/contract/authenticator";
import * as contract from "@sallyport/contract/sign-in";
import { addUser } from "@sallyport/contract/users";
import { fromBase32 } from "@sallyport/totp/secret";
import { afterEach, beforeEach, expect, test } from "vitest";
import { authenticatorOrigin } from "../simulation/browser.ts";
import { endpoints, send } from "../simulation/contract-requests.ts";
import { formIn, type Kept, keptSecrets } from "../simulation/kept-secrets.ts";
import { asUser, codeFor, grace, loggedIn, requireMfa, ursula } from "../simulation/people.ts";
import { type EnrolledScene, enrolledScene, scene } from "../simulation/scene.ts";

let here: EnrolledScene;
beforeEach(async () => {
  here = await enrolledScene();
});
afterEach(() => here[Symbol.asyncDispose]());

async function fillTables(): Promise<void> {
  const { world, admin } = here;
  world.mailServer.isDown = true;
  await admin.get(addUser, { body: { username: "walt", email: "walt@example.com", name: "Walt" } });
  const app = world.browser({ origin: authenticatorOrigin });
  await app.get(register, { body: { email: "ursula@example.com" } });
  const body = { login: "ursula", password: "not the right one" };
  await world.browser().refusal(contract.submitPassword, { ...asUser, body });
  await world.addAccount(grace);
}

async function everyAnswer(): Promise<{ name: string; text: string }[]> {
  const { world, userId, arrived } = here;
  const user = await arrived();
  const waiting = await loggedIn(world, ursula);
  const callers = [world.browser(), user, waiting, here.admin];
  // DELETE requests come last, because they end sessions.
  const inOrder = endpoints.toSorted(
    (one, other) => Number(one.endpoint.method === "DELETE") - Number(other.endpoint.method === "DELETE"),
  );
  const answers: { name: string; text: string }[] = [];
  for (const { name, endpoint } of inOrder) {
    for (const realm of ["user", "administrator"]) {
      for (const { cookies } of callers) {
        const payload = endpoint.body ? { payload: JSON.stringify(plausible) } : {};
        const asked = { params: { realm, id: userId }, cookies: Object.fromEntries(cookies), ...payload };
        const { headers, body } = await send({ world, userId }, endpoint, asked);
        answers.push({ name, text: `${JSON.stringify(headers)}\n${body}` });
      }
    }
  }
  return answers;
}

const plausible = {
  login: "ursula",
  password: "not the right one",
  code: "000000",
  token: "A".repeat(43),
  email: "new@example.com",
  name: "Ursula",
  username: "uma",
  days: 7,
  isMfaRequired: false,
  mfa: { isRequired: true, days: 7 },
  state: "active",
};

function leaks(answers: { name: string; text: string }[], kept: Kept[]): string[] {
  // First searches all answers as one text. This search rules out nearly all values, and saves 15 s.
  const all = answers.map(({ text }) => text).join("\n");
  const found = kept.filter(({ value }) => formIn(all, value) !== undefined);
  return answers.flatMap(({ name, text }) =>
    found.flatMap(({ place, value }) => {
      const form = formIn(text, value);
      return form === undefined ? [] : [`${name} answers with ${place} as ${form}`];
    }),
  );
}

test("no answer of any endpoint holds a secret that the database keeps", {
  tags: ["AT-33", "R63", "R75"],
  timeout: 60_000,
}, async () => {
  await fillTables();
  const secret = { place: "ursula's secret", value: here.secret };
  const bytes = { place: "ursula's secret", value: fromBase32(here.secret) ?? new Uint8Array() };
  const kept = [...(await keptSecrets(here.world.parts.database)), secret, bytes];
  const places = new Set(kept.map(({ place }) => place));
  for (const place of ["accounts.password_hash", "sessions.token_hash", "totp_factors.sealed_secret"]) {
    expect(places).toContain(place);
  }
  expect(places.size).toBeGreaterThan(10);
  const answers = await everyAnswer();
  const now = await keptSecrets(here.world.parts.database);
  expect(leaks(answers, [...kept, ...now])).toEqual([]);
});

test("a planted leak is found, in every encoding of the bytes", () => {
  const value = Buffer.from("a sealed secret, in bytes");
  const forms = [
    { sealed: value },
    { sealed: new Uint8Array(value) },
    { sealed: value.toString("base64") },
    { sealed: value.toString("hex").toUpperCase() },
  ];
  for (const form of forms) {
    const found = leaks([{ name: "GET /api/x", text: JSON.stringify(form) }], [{ place: "t.sealed", value }]);
    expect(found).toHaveLength(1);
  }
});

test("neither the code that is asked for nor its secret is in an answer", { tags: ["AT-32"] }, async () => {
  const { world, secret, rightCode } = here;
  const browser = await loggedIn(world, ursula);
  const { code } = rightCode().body;
  const texts: string[] = [];
  for (const endpoint of [contract.whereAmI, contract.beginSetUp, contract.resumeSetUp]) {
    texts.push(JSON.stringify(await browser.ask(endpoint, asUser)));
  }
  const wrong = { ...asUser, body: { code: "000000" } };
  texts.push(JSON.stringify(await browser.ask(contract.submitPasscode, wrong)));
  texts.push(JSON.stringify(await browser.ask(contract.submitPasscode, rightCode())));
  for (const text of texts) {
    expect(text).not.toContain(code);
    expect(text).not.toContain(secret);
  }
});

test("the secret leaves only in the answer that shows it for set-up, and is kept nowhere", {
  tags: ["AT-32", "R61", "R62"],
}, async () => {
  await using fresh = await scene();
  const { world, admin, userId } = fresh;
  await requireMfa(admin, userId);
  const cookies = Object.fromEntries((await loggedIn(world, ursula)).cookies);
  const shown = await send(fresh, contract.beginSetUp, { cookies });
  expect(shown.headers["cache-control"]).toBe("no-store");
  const { secret } = contract.PendingTotp.parse(shown.json());
  const stranger = await loggedIn(world, ursula);
  expect((await stranger.get(contract.beginSetUp, asUser)).secret).not.toBe(secret);
  const code = codeFor(secret, world.clock.now());
  const confirmed = await send(fresh, contract.confirmSetUp, {
    cookies: { ...cookies, ...cookiesOf(shown) },
    payload: JSON.stringify({ code }),
  });
  expect(confirmed.statusCode).toBe(200);
  expect(confirmed.body).not.toContain(secret);
  expect(confirmed.body).not.toContain(code);
});

function cookiesOf({ cookies }: Awaited<ReturnType<typeof send>>): Record<string, string> {
  return Object.fromEntries(cookies.map(({ name, value }) => [name, value]));
}
