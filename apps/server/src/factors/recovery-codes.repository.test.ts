import { afterEach, beforeEach, expect, test } from "vitest";
import { newPlace } from "../../lab/postgres/new-place.ts";
import { insertAccount } from "../accounts/accounts.repository.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { findFactors } from "./factors.repository.ts";
import {
  disableRecoveryCodes,
  replaceRecoveryCodes,
  spendRecoveryCode,
} from "./recovery-codes.repository.ts";

const now = Date.UTC(2027, 0, 4, 9);
const [one, two] = [Buffer.from("one"), Buffer.from("two")];
let database: Database;
let ursula: string;
let vera: string;
beforeEach(async () => {
  database = await openDatabase(await newPlace());
  const person = (username: string) =>
    insertAccount(database, {
      realm: "user",
      username,
      email: `${username}@example.com`,
      name: username,
      now,
    });
  ursula = (await person("ursula")).id;
  vera = (await person("vera")).id;
  for (const accountId of [ursula, vera]) {
    await replaceRecoveryCodes(database, {
      accountId,
      salt: Buffer.from("salt"),
      hashes: [one, two],
      savedAt: now,
      now,
    });
  }
});
afterEach(() => database.destroy());

const recoveryCodesOf = async (accountId: string) => (await findFactors(database, accountId)).recoveryCodes;

const spend = (accountId: string, hash: Uint8Array) => spendRecoveryCode(database, accountId, hash, now + 1);

test("a code is accepted once, told used afterwards, and takes no other with it, nor anybody else's", async () => {
  expect(await spend(ursula, one)).toBe("accepted");
  expect(await spend(ursula, one)).toBe("replayed");
  expect(await spend(ursula, two)).toBe("accepted");
  expect(await spend(vera, one)).toBe("accepted");
  expect(await spend(ursula, Buffer.from("three"))).toBe("wrong");
  const used = await database
    .selectFrom("recovery_codes")
    .select("used_at")
    .where("used_at", "is", null)
    .execute();
  expect(used).toHaveLength(1);
});

test("a new set ends the one before, used codes and its disabling included, and leaves other accounts theirs", async () => {
  await spend(ursula, one);
  await disableRecoveryCodes(database, ursula, now);
  const next = {
    accountId: ursula,
    salt: Buffer.from("next"),
    hashes: [Buffer.from("three")],
    savedAt: null,
    now: now + 5,
  };
  await replaceRecoveryCodes(database, next);
  expect(await recoveryCodesOf(ursula)).toMatchObject({ madeAt: now + 5, isDisabled: false });
  expect(await spend(ursula, two)).toBe("wrong");
  expect(await spend(ursula, one)).toBe("wrong");
  expect(await spend(ursula, Buffer.from("three"))).toBe("accepted");
  expect(await spend(vera, two)).toBe("accepted");
});

test("disabling says since when, for one account", async () => {
  await disableRecoveryCodes(database, ursula, now + 7);
  expect(await recoveryCodesOf(ursula)).toMatchObject({ isDisabled: true });
  expect(await recoveryCodesOf(vera)).toMatchObject({ isDisabled: false });
  expect(await recoveryCodesOf("nobody")).toBeNull();
});
