import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as contract from "@sallyport/contract/sign-in";
import * as users from "@sallyport/contract/users";
import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import { fromBase32 } from "@sallyport/totp/secret";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase } from "../../src/database/database.ts";
import { openSecret, sealSecret } from "../../src/factors/sealed-secret.ts";
import { Keys } from "../../src/keys/keys.ts";
import { newPlace } from "../postgres/new-place.ts";
import { textOf } from "../simulation/database-dump.ts";
import { formIn } from "../simulation/kept-secrets.ts";
import { asUser, codeFor, enrol, loggedIn, logIn, turnToNextCode, ursula } from "../simulation/people.ts";
import { type EnrolledScene, enrolledScene, passcode } from "../simulation/scene.ts";

const vera = { realm: "user", login: "vera", password: "vera's own long phrase" } as const;

let here: EnrolledScene;
beforeEach(async () => {
  here = await enrolledScene();
});
afterEach(() => here[Symbol.asyncDispose]());

async function veraEnrols(): Promise<{ veraId: string; veraSecret: string }> {
  const { world, admin } = here;
  const { id: veraId } = await world.addAccount(vera);
  const body = {
    name: "Vera",
    email: "vera@example.com",
    mfa: { isRequired: true, days: 7 },
  } as const;
  await admin.get(users.saveUser, { params: { id: veraId }, body });
  const veraSecret = await enrol(await loggedIn(world, vera), world.clock);
  turnToNextCode(world.clock);
  return { veraId, veraSecret };
}

test("a sealed secret that is moved to another account's row can't be opened there", {
  tags: ["AT-74", "R68"],
}, async () => {
  const { world, userId } = here;
  const { database } = world.parts;
  const { veraId, veraSecret } = await veraEnrols();
  const sealed = database.selectFrom("totp_factors").select("sealed_secret");
  const { sealed_secret } = await sealed.where("account_id", "=", veraId).executeTakeFirstOrThrow();
  await database
    .updateTable("totp_factors")
    .set({ sealed_secret })
    .where("account_id", "=", userId)
    .execute();
  const browser = await loggedIn(world, ursula);
  const codeOfVera = passcode(codeFor(veraSecret, world.clock.now()));
  expect((await browser.ask(contract.submitPasscode, codeOfVera)).ok).toBe(false);
  expect(await browser.get(contract.whereAmI, asUser)).toMatchObject({ at: "second-factor" });
});

test("a whole row given to another account does not pass for theirs either", {
  tags: ["AT-74", "R68"],
}, async () => {
  const { world, userId } = here;
  const { database } = world.parts;
  const { veraId, veraSecret } = await veraEnrols();
  await database.deleteFrom("totp_factors").where("account_id", "=", userId).execute();
  await database
    .updateTable("totp_factors")
    .set({ account_id: userId })
    .where("account_id", "=", veraId)
    .execute();
  const browser = await loggedIn(world, ursula);
  const codeOfVera = passcode(codeFor(veraSecret, world.clock.now()));
  expect((await browser.ask(contract.submitPasscode, codeOfVera)).ok).toBe(false);
  expect(await logIn(world.browser(), ursula)).toMatchObject({ at: "second-factor" });
});

test("no row of the database holds a secret in any readable form", {
  tags: ["AT-75", "R56", "R82", "R92"],
}, async () => {
  const text = await textOf(here.world.parts.database);
  expect(text).toContain("ursula@example.com");
  expect(formIn(text, here.secret)).toBeUndefined();
  expect(formIn(text, fromBase32(here.secret) ?? new Uint8Array())).toBeUndefined();
});

test("a secret that was lent is overwritten after its use, and after a failure too", {
  tags: ["AT-78", "R72"],
}, async () => {
  const { database } = here.world.parts;
  const keys = await Keys.openOrInit(await openDatabase(await newPlace()), createMemoryStore());
  const identity = { id: "a factor", account_id: "an account" };
  const factor = {
    ...identity,
    sealed_secret: sealSecret(keys, Buffer.from("a secret of ursula's"), identity),
  };
  const lent: Uint8Array[] = [];
  const use = async () => {
    using secret = await openSecret(keys, database, factor);
    lent.push(secret.bytes);
    expect(Buffer.from(secret.bytes).toString()).toBe("a secret of ursula's");
    if (lent.length > 1) throw new Error("The use failed.");
  };
  await use();
  await expect(use()).rejects.toThrow("The use failed.");
  expect(lent.map((secret) => [...new Set(secret)])).toEqual([[0], [0]]);
});

test("only what opens secrets, challenges, mails, webhooks, signing keys and the activity's end decrypts, and the health check its own value", {
  tags: ["R57"],
}, () => {
  const sources = join(import.meta.dirname, "../../src");
  const opening = readdirSync(sources, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"))
    .filter((path) => readFileSync(join(sources, path), "utf8").includes(".decrypt("));
  expect(opening.toSorted()).toEqual([
    "activity/seal.ts",
    "factors/autofill-challenges.ts",
    "factors/sealed-public-key.ts",
    "factors/sealed-secret.ts",
    "health/readiness.ts",
    "keys/keys.ts",
    "mail/outbox.ts",
    "openid/signing-keys.ts",
    "webhooks/secrets.ts",
  ]);
});
