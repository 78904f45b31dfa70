import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { timeStepAt } from "@sallyport/totp/totp";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TurnableClock } from "../../../lab/simulation/turnable-clock.ts";
import { hour } from "../../core/clock.ts";
import { type Database, openDatabase } from "../../database/database.ts";
import { insertAccount, type NewAccount } from "../accounts.repository.ts";
import { readArguments, UsageError } from "./arguments.ts";
import { runAccountsCommand } from "./run.ts";

const portalOrigin = "https://login.example.com";
const clock = new TurnableClock(Date.UTC(2027, 0, 4, 9));

let folder: string;
let database: Database;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-accounts-"));
  database = await openDatabase(path());
});
afterEach(async () => {
  await database.destroy();
  await rm(folder, { recursive: true });
});

const path = () => join(folder, "sallyport.db");
const run = (...words: string[]) =>
  runAccountsCommand(readArguments(words).command, { database: path(), portalOrigin }, clock);

function add(email: string, changes: Partial<NewAccount> = {}) {
  const plain = {
    realm: "administrator",
    role: "owner",
    username: null,
    name: "Ada",
    now: clock.now(),
  } as const;
  return insertAccount(database, { ...plain, email, passwordHash: "a hash", ...changes });
}

describe("npm run accounts", () => {
  test("lists the owners, and whether each can sign in", async () => {
    await add("ada@example.com");
    await add("grace@example.com", { role: "administrator" });
    const { id } = await add("eve@example.com");
    await database.updateTable("accounts").set({ state: "suspended" }).where("id", "=", id).execute();
    const { lines, data, isGood } = await run("list-owners");
    expect(isGood).toBe(true);
    expect(data).toEqual({
      owners: [
        { email: "ada@example.com", state: "active", canSignIn: true },
        { email: "eve@example.com", state: "suspended", canSignIn: false },
      ],
    });
    expect(lines).toHaveLength(3);
  });

  test("accepts an owner's codes again that count as used, removes nothing, and records it", async () => {
    const { id } = await add("ada@example.com");
    const factor = {
      id: "f",
      account_id: id,
      name: "Phone",
      state: "confirmed",
      sealed_secret: Buffer.from("sealed"),
      browser_hash: null,
      last_step: timeStepAt(clock.now()) + 86_400,
      created_at: 0,
      confirmed_at: 0,
      bound_from: null,
      last_used_at: null,
    } as const;
    await database.insertInto("totp_factors").values(factor).execute();
    expect((await run("list-owners")).isGood).toBe(false);
    const { data, lines } = await run("accept-codes", "ADA@example.com");
    expect(data).toEqual({ email: "ADA@example.com", usedUntil: "2027-02-03T09:00:30.000Z" });
    expect(lines.join("\n")).toContain("work again");
    expect(await database.selectFrom("totp_factors").select(["state", "last_step"]).execute()).toEqual([
      { state: "confirmed", last_step: timeStepAt(clock.now()) },
    ]);
    expect((await run("list-owners")).isGood).toBe(true);
    const events = await database.selectFrom("audit_events").select(["kind", "subject"]).execute();
    expect(events).toEqual([{ kind: "admin_totp_codes_accepted_again", subject: "ada@example.com" }]);
    expect((await run("accept-codes", "ada@example.com")).data).toMatchObject({ usedUntil: null });
    await expect(run("accept-codes", "eve@example.com")).rejects.toThrow("There is no administrator");
    expect(() => readArguments(["accept-codes"])).toThrow(UsageError);
  });

  test("says by its exit that no owner can sign in", { tags: ["AT-19"] }, async () => {
    expect((await run("list-owners")).isGood).toBe(false);
  });

  test("recovers an administrator: password, factors and sessions end, the role stays, and it is recorded", async () => {
    const { id } = await add("ada@example.com");
    await database.updateTable("accounts").set({ state: "suspended" }).execute();
    await database
      .insertInto("recovery_sets")
      .values({ account_id: id, salt: Buffer.from("salt"), made_at: 0, disabled_at: null })
      .execute();
    const { data, lines } = await run("recover", "ADA@example.com");
    expect(data["link"]).toMatch(/^https:\/\/login\.example\.com\/invitation#[\w-]{43}$/);
    expect(lines.join("\n")).toContain(data["link"]);
    expect(await database.selectFrom("accounts").selectAll().executeTakeFirstOrThrow()).toMatchObject({
      role: "owner",
      state: "staged",
      password_hash: null,
      mfa_required: 1,
    });
    expect(await database.selectFrom("recovery_sets").selectAll().execute()).toEqual([]);
    const invitation = await database.selectFrom("invitations").selectAll().executeTakeFirstOrThrow();
    expect(invitation).toMatchObject({ account_id: id, expires_at: clock.now() + hour });
    expect(JSON.stringify(invitation)).not.toContain(String(data["link"]).split("#")[1]);
    const event = await database.selectFrom("audit_events").selectAll().executeTakeFirstOrThrow();
    expect(event).toMatchObject({
      kind: "admin_recovered",
      actor: null,
      subject: "ada@example.com",
      detail: "from the command line; was suspended",
    });
  });

  test.for(["info@münchen.de", "INFO@MÜNCHEN.DE", "info@xn--mnchen-3ya.de", "\u202ainfo@münchen.de\u202c"])(
    "finds an administrator of an international domain by %j",
    async (typed) => {
      const { id } = await add("info@münchen.de");
      await run("recover", typed);
      const invitation = await database.selectFrom("invitations").selectAll().executeTakeFirstOrThrow();
      expect(invitation.account_id).toBe(id);
    },
  );

  test("a second link ends the first", async () => {
    await add("ada@example.com");
    await run("recover", "ada@example.com");
    await run("recover", "ada@example.com");
    expect(await database.selectFrom("invitations").selectAll().execute()).toHaveLength(1);
  });

  test("knows administrators only, and changes nothing for anybody else", async () => {
    await add("ursula@example.com", { realm: "user", username: "ursula" });
    await expect(run("recover", "ursula@example.com")).rejects.toThrow("There is no administrator");
    expect(await database.selectFrom("accounts").select("state").execute()).toEqual([{ state: "active" }]);
  });

  test("does not make a database where there is none", async () => {
    const nowhere = { database: join(folder, "other.db"), portalOrigin };
    await expect(runAccountsCommand({ name: "list-owners" }, nowhere, clock)).rejects.toThrow(
      "There is no file",
    );
  });
});

test.for([
  [],
  ["recover"],
  ["recover", "a@example.com", "b@example.com"],
  ["list-owners", "all"],
  ["remove"],
  ["--all"],
])("%j is no command", (words) => {
  expect(() => readArguments(words)).toThrow(UsageError);
});
