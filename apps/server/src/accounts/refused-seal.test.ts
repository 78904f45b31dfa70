import * as contract from "@sallyport/contract/sign-in";
import { SecureStoreError } from "@sallyport/secure-store/secure-store";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  ada,
  asUser,
  codeFor,
  enrol,
  loggedIn,
  requireMfa,
  turnToNextCode,
  ursula,
  withPasswordAlone,
} from "../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { SealRefused } from "../factors/seal.ts";
import { recordRefusedSeal } from "./refused-seal.ts";

const vera = { realm: "user", login: "vera", password: "vera's own long phrase" } as const;

let world: SimulatedApp;
/** The attacker Vera wants to use this secret of Ursula's authenticator. */
let secret: string;

beforeEach(async () => {
  world = await simulateApp();
  const { id } = await world.addAccount(ursula);
  await world.addAccount(ada);
  await requireMfa(await withPasswordAlone(world, ada), id);
  secret = await enrol(await loggedIn(world, ursula), world.clock);
  turnToNextCode(world.clock);
});
afterEach(() => world[Symbol.asyncDispose]());

const factors = () => world.parts.database.selectFrom("totp_factors").selectAll();
const refusals = () =>
  world.parts.database
    .selectFrom("audit_events")
    .select(["subject", "outcome", "detail", "address"])
    .where("kind", "=", "totp_secret_refused")
    .execute();

async function moveSecretTo(id: string): Promise<void> {
  const { sealed_secret } = await factors().where("state", "=", "confirmed").executeTakeFirstOrThrow();
  await world.parts.database
    .updateTable("totp_factors")
    .set({ sealed_secret })
    .where("id", "=", id)
    .execute();
}

test("a secret moved into the row of another user is not shown to that user, and an event is recorded", {
  tags: ["AT-74", "R68"],
}, async () => {
  const { id: veraId } = await world.addAccount(vera);
  await world.parts.database
    .updateTable("accounts")
    .set({ mfa_required: 1 })
    .where("id", "=", veraId)
    .execute();
  const browser = await loggedIn(world, vera);
  const shown = await browser.get(contract.beginSetUp, asUser);
  const { id } = await factors().where("state", "=", "pending").executeTakeFirstOrThrow();
  await moveSecretTo(id);

  const answer = await browser.ask(contract.beginSetUp, asUser);
  expect(answer).toMatchObject({ ok: false, status: 500, problem: { code: "internal" } });
  expect(JSON.stringify(answer)).not.toContain(secret);
  expect(shown.secret).not.toBe(secret);
  const refused = { subject: "vera@example.com", outcome: "failure", address: "192.0.2.1" };
  expect(await refusals()).toEqual([{ ...refused, detail: expect.stringContaining(id) }]);
});

test("a code is not judged by a secret that was moved from another row, and the attempt is on record", {
  tags: ["AT-74", "R68"],
}, async () => {
  const { id: veraId } = await world.addAccount(vera);
  const row = await factors().executeTakeFirstOrThrow();
  await world.parts.database
    .insertInto("totp_factors")
    .values({ ...row, id: "planted", account_id: veraId, last_step: 0 })
    .execute();
  const browser = await loggedIn(world, vera);
  const body = { code: codeFor(secret, world.clock.now()) };

  expect(await browser.ask(contract.submitPasscode, { ...asUser, body })).toMatchObject({ status: 500 });
  expect(await browser.get(contract.whereAmI, asUser)).toMatchObject({ at: "second-factor" });
  expect(await refusals()).toMatchObject([{ subject: "vera@example.com", outcome: "failure" }]);
});

test("an error of another kind is not recorded as tampering", async () => {
  const browser = await loggedIn(world, ursula);
  await world.parts.database.schema.dropTable("wrong_codes").execute();
  const body = { code: codeFor(secret, world.clock.now()) };
  expect(await browser.ask(contract.submitPasscode, { ...asUser, body })).toMatchObject({ status: 500 });
  expect(await refusals()).toEqual([]);
});

test("of another accident nothing is recorded, and the refusal says what was altered and why it is known", async () => {
  const cause = new SecureStoreError("corrupt", "It does not open.");
  const refused = new SealRefused("passkey", { id: "p1", account_id: "nobody" }, cause);
  expect(refused).toMatchObject({
    name: "SealRefused",
    message: "The sealed public key of passkey p1 was altered, or moved there from elsewhere.",
    cause,
  });
  const events = () => world.parts.database.selectFrom("audit_events").select("kind").orderBy("id").execute();
  const before = await events();
  await recordRefusedSeal(world.parts, cause, "192.0.2.1");
  expect(await events()).toEqual(before);
  await recordRefusedSeal(world.parts, refused, "192.0.2.1");
  expect((await events()).slice(before.length)).toEqual([{ kind: "passkey_public_key_refused" }]);
});
