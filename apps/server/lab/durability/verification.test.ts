import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { insertAccount } from "../../src/accounts/accounts.repository.ts";
import { record } from "../../src/activity/activity.ts";
import { type Database, openDatabase } from "../../src/database/database.ts";
import { beginSession } from "../../src/sessions/sessions.repository.ts";
import { findSecondUses } from "./codes.ts";
import { type Act, asOf, type Entry } from "./ledger.ts";
import { findMailFaults } from "./mails.ts";
import { findLosses } from "./verification.ts";

const account = "ursula@example.com";
const step = 7;
const now = Date.now();
const enrolBy = "2030-01-02T03:04:05.678Z";
const login: Act = { kind: "login", realm: "user", account, step };
const extension: Act = { kind: "extension", account, by: "ada@example.com" };

function answered(act: Act, token = "", status = 200): Entry {
  return { act, sentAt: now, answer: { at: now, status, body: { mfa: { enrolBy } }, token } };
}
const unanswered = (act: Act): Entry => ({ act, sentAt: now, answer: null });

let database: Database;
let id: string;
beforeEach(async () => {
  database = await openDatabase(":memory:");
  onTestFinished(() => database.destroy());
  ({ id } = await insertAccount(database, {
    realm: "user",
    username: "ursula",
    email: account,
    name: "Ursula",
    passwordHash: "-",
    now,
  }));
});

async function recordEvent(
  kind: "user_login_attempt" | "user_mfa_requirement",
  detail: string,
): Promise<void> {
  await record(database, { at: now, kind, actor: { id, email: account }, detail, address: null });
}

async function logIn(lastStep: number): Promise<string> {
  await database
    .insertInto("totp_factors")
    .values({
      id: "app",
      account_id: id,
      name: "Phone",
      state: "confirmed",
      sealed_secret: new Uint8Array(),
      browser_hash: null,
      last_step: lastStep,
      created_at: now,
      confirmed_at: now,
      bound_from: null,
      last_used_at: null,
    })
    .execute();
  await recordEvent("user_login_attempt", "totp: accepted");
  return beginSession(database, {
    account_id: id,
    realm: "user",
    aal: 2,
    amr: "pwd otp",
    unfinished_since: null,
    awaits_acknowledgement: 0,
    authenticated_at: now,
    has_ticket: 1,
    is_binding_late: 0,
    bypass_until: null,
    is_wrong_ticket_recorded: 0,
    began_at: now,
    last_seen_at: now,
    address: "192.0.2.1",
    user_agent: "",
    previous_sign_in_at: null,
    previous_sign_in_address: null,
  });
}

const mail = (messageId: string) => ({
  messageId,
  to: account,
  subject: "More time to set up multi-factor authentication",
  at: now,
});

describe("a login", () => {
  test("that is whole gives no finding, and neither does one that got no answer", async () => {
    const token = await logIn(step);
    expect(await findLosses(database, [answered(login, token)])).toEqual([]);
    expect(await findLosses(database, [unanswered(login)])).toEqual([]);
  });

  test("that is lost is found by its session, its code and its event", async () => {
    const found = await findLosses(database, [answered(login, "token")]);
    expect(found).toEqual([
      expect.stringContaining("a session is lost"),
      expect.stringContaining("a used code works again"),
      `login ${account}: 1 acknowledged, at most 1 happened, and 0 events are recorded`,
    ]);
  });

  test("whose code counts as unused is found", async () => {
    const token = await logIn(step - 1);
    expect(await findLosses(database, [answered(login, token)])).toEqual([
      expect.stringContaining("a used code works again"),
    ]);
  });

  test("that was recorded more often than codes were typed is found", async () => {
    const token = await logIn(step);
    await recordEvent("user_login_attempt", "totp: accepted");
    const found = await findLosses(database, [answered(login, token), unanswered(login)]);
    expect(found).toEqual([
      `login ${account}: 1 acknowledged, at most 1 happened, and 2 events are recorded`,
    ]);
  });

  test("with a code that was accepted before is found, even if the first answer came later", () => {
    expect(findSecondUses([answered(login), answered(login)])).toEqual([
      `the code of ${account} in time step ${step} was accepted 2 times`,
    ]);
    expect(findSecondUses([answered(login), unanswered(login), answered(login, "", 422)])).toEqual([]);
  });
});

describe("a change of an administrator", () => {
  test("must be in the account, unless a later one may have replaced it", async () => {
    await recordEvent("user_mfa_requirement", "extended to then");
    const lost = expect.stringContaining("a change is lost");
    expect(await findLosses(database, [answered(extension)])).toEqual([lost]);
    expect(await findLosses(database, [answered(extension), unanswered(extension)])).toEqual([]);
    expect(await findLosses(database, [answered(extension), answered(extension, "", 409)])).toEqual([lost]);
    await database
      .updateTable("accounts")
      .set({ enrol_by: Date.parse(enrolBy) })
      .where("id", "=", id)
      .execute();
    expect(await findLosses(database, [answered(extension)])).toEqual([]);
  });

  test("sends one mail, twice at most", () => {
    const acts = [answered(extension)];
    expect(findMailFaults([mail("1")], acts)).toEqual([]);
    expect(findMailFaults([mail("1"), mail("1")], acts)).toEqual([]);
    expect(findMailFaults([mail("1"), mail("1"), mail("1")], acts)).toHaveLength(1);
    expect(findMailFaults([mail("1"), mail("2")], acts)).toHaveLength(1);
    expect(findMailFaults([mail("1"), mail("2")], [...acts, unanswered(extension)])).toEqual([]);
    expect(findMailFaults([], acts)).toHaveLength(1);
    expect(findMailFaults([], [unanswered(extension)])).toEqual([]);
  });
});

test("a power cut knows only what had begun, and answers that had arrived", () => {
  const entries = [answered(login), { ...answered(login), sentAt: now + 9 }];
  expect(asOf(entries, now + 1)).toEqual([answered(login)]);
  expect(asOf(entries, now + 0.5)).toEqual([unanswered(login)]);
});
