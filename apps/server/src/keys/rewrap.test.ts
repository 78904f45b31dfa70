import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { submitPasscode } from "@sallyport/contract/sign-in";
import { createPassphraseStore } from "@sallyport/secure-store/passphrase-store";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { authenticatorOrigin, Browser, portalOrigin } from "../../lab/simulation/browser.ts";
import { asUser, codeFor, enrol, logIn, turnToNextCode } from "../../lab/simulation/people.ts";
import type { Person } from "../../lab/simulation/simulated-app.ts";
import { TurnableClock } from "../../lab/simulation/turnable-clock.ts";
import { insertAccount } from "../accounts/accounts.repository.ts";
import { buildApp } from "../app.ts";
import { type Config, readConfig } from "../config/config.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { longestDelay } from "../mail/rules/retry.ts";
import { type RunningServer, startServer } from "../server.ts";
import { Keys } from "./keys.ts";
import { mailOf } from "./sealed-columns.ts";
import { countByKeyVersion } from "./sealed-rows.repository.ts";

const waiting = Array.from({ length: 1100 }, (_, n) => `${n}`);

interface Place {
  path: string;
  keyStorage: Config["keyStorage"] & { kind: "passphrase" };
  clock: TurnableClock;
}

async function newPlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), "sallyport-rewrap-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "passphrase");
  await writeFile(file, randomBytes(32).toString("base64url"), { mode: 0o600 });
  const clock = new TurnableClock(Date.UTC(2027, 0, 4, 9));
  return { path: join(folder, "sallyport.db"), keyStorage: { kind: "passphrase", file }, clock };
}

const contentOf = (id: string) => Buffer.from(`the mail ${id}`);

async function fill({ path, keyStorage, clock }: Place): Promise<void> {
  const database = await openDatabase(path);
  const store = createPassphraseStore({ file: keyStorage.file, cost: { N: 2 ** 14, r: 8, p: 1 } });
  const keys = await Keys.init(database, store);
  const mails = waiting.map((id) => ({
    id,
    once: null,
    sealed_mail: keys.encrypt(contentOf(id), mailOf({ id })),
    queued_at: clock.now(),
    attempts: 0,
    next_attempt_at: clock.now() + longestDelay,
    sent_at: null,
  }));
  for (let n = 0; n < mails.length; n += 200)
    await database
      .insertInto("outbox")
      .values(mails.slice(n, n + 200))
      .execute();
  await database.destroy();
}

interface Town {
  server: RunningServer;
  browser: (n: number) => Browser;
}

async function start({ path, keyStorage, clock }: Place): Promise<Town> {
  const settings = {
    DATABASE: path,
    SECURE_STORE: keyStorage.kind,
    SECURE_STORE_PASSPHRASE_FILE: keyStorage.file,
    SMTP_URL: "smtp://127.0.0.1:9",
  };
  const built = { portal: "", authenticator: "" };
  const config = {
    ...readConfig(settings, built),
    port: 0,
    portalOrigin,
    authenticatorOrigin,
    webApps: null,
  };
  const log = pino({ level: "silent" });
  const server = await startServer(config, { clock, log });
  const app = await buildApp(config, server.parts, log);
  onTestFinished(async () => {
    await app.close();
    await server.stop();
  });
  return { server, browser: (n) => new Browser(app, { address: `192.0.2.${n}` }) };
}

interface Resident extends Person {
  n: number;
  secret: string;
}

async function moveIn({ server, browser }: Town, clock: TurnableClock, n: number): Promise<Resident> {
  const who = { realm: "user", login: `user-${n}`, password: `the long phrase of user ${n}` } as const;
  const { database, passwords } = server.parts;
  const passwordHash = await passwords.hash(who.password);
  const account = {
    realm: who.realm,
    username: who.login,
    email: `${who.login}@example.com`,
    name: who.login,
  };
  const { id } = await insertAccount(database, { ...account, passwordHash, now: clock.now() });
  await database.updateTable("accounts").set({ mfa_required: 1 }).where("id", "=", id).execute();
  const own = browser(n);
  await logIn(own, who);
  return { ...who, n, secret: await enrol(own, clock) };
}

async function everybodySignsIn({ browser }: Town, clock: TurnableClock, residents: readonly Resident[]) {
  turnToNextCode(clock);
  const places = residents.map(async (resident) => {
    const own = browser(resident.n);
    await logIn(own, resident);
    const body = { code: codeFor(resident.secret, clock.now()) };
    return (await own.get(submitPasscode, { ...asUser, body })).at;
  });
  expect(await Promise.all(places)).toEqual(residents.map(() => "signed-in"));
}

function rotateAndDie({ path, keyStorage }: Place): Promise<unknown> {
  const program = `
    import { readArguments } from "./command/arguments.ts";
    import { runKeysCommand } from "./command/run.ts";
    import { openSecureStore } from "../key-stores/open.ts";
    await runKeysCommand(readArguments(["rotate"]), {
      readPlace: () => (${JSON.stringify({ database: path, keyStorage, keyLifetimeDays: 365 })}),
      openStore: openSecureStore,
      onProgress: () => process.kill(process.pid, "SIGKILL"),
    });`;
  const options = { cwd: import.meta.dirname };
  return new Promise((resolve) => {
    execFile(process.execPath, ["--input-type=module", "--eval", program], options, (error, _, stderr) => {
      resolve(error?.signal ?? (stderr || "it lived"));
    });
  });
}

async function openMails(database: Database, { keyStorage }: Place): Promise<number> {
  const keys = await Keys.open(database, [createPassphraseStore({ file: keyStorage.file })]);
  const rows = await database.selectFrom("outbox").selectAll().where("id", "in", waiting).execute();
  for (const row of rows) {
    const opened = await keys.decrypt(database, row.sealed_mail ?? new Uint8Array(), mailOf(row));
    expect(Buffer.from(opened)).toEqual(contentOf(row.id));
  }
  return rows.length;
}

test("keys rotate under sign-ins: every old and new row verifies throughout, and a rewrap that was killed is finished by the server", {
  tags: ["AT-77", "R59"],
  timeout: 120_000,
}, async () => {
  const place = await newPlace();
  const { clock } = place;
  await fill(place);
  const town = await start(place);
  const { database } = town.server.parts;
  const residents: Resident[] = [];
  for (const n of [1, 2, 3]) residents.push(await moveIn(town, clock, n));

  const rotation = { end: undefined as unknown };
  const ended = rotateAndDie(place).then((end) => Object.assign(rotation, { end }));
  do {
    if (residents.length < 6) residents.push(await moveIn(town, clock, residents.length + 1));
    await everybodySignsIn(town, clock, residents);
  } while (rotation.end === undefined);
  expect(await ended).toEqual({ end: "SIGKILL" });
  const half = await countByKeyVersion(database);
  expect(half.get(1)).toBeGreaterThan(0);
  expect(half.get(2)).toBeGreaterThan(0);
  residents.push(await moveIn(town, clock, residents.length + 1));
  await everybodySignsIn(town, clock, residents);

  let isDone = false;
  while (!isDone) {
    const [counts] = await Promise.all([
      town.server.doWhatIsDue().then(() => countByKeyVersion(database)),
      everybodySignsIn(town, clock, residents),
    ]);
    isDone = !counts.has(1);
  }
  await everybodySignsIn(town, clock, residents);
  expect(await openMails(database, place)).toBe(waiting.length);
});
