import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { insertAccount } from "../../src/accounts/accounts.repository.ts";
import type { AccountRow } from "../../src/database/schema.ts";
import type { Passwords } from "../../src/passwords/passwords.ts";
import { startServer } from "../../src/server.ts";
import { stopOnSignals } from "../../src/stop-on-signals.ts";
import { TurnableClock } from "../simulation/turnable-clock.ts";
import { known, password, resettable } from "./people.ts";

process.umask(0o077);
const [port = "", fault = "none"] = process.argv.slice(2);

const faults: Record<string, (passwords: Passwords) => Passwords["isRight"]> = {
  none:
    (passwords) =>
    (...given) =>
      passwords.isRight(...given),
  "no-dummy-hash": (passwords) => async (given, hash, source) =>
    hash === null ? false : passwords.isRight(given, hash, source),
  "slower-for-known": (passwords) => async (given, hash, source) => {
    const result = await passwords.isRight(given, hash, source);
    const until = hash === null ? 0 : performance.now() + 1;
    while (performance.now() < until);
    return result;
  },
};

const folder = await mkdtemp(join(tmpdir(), "sallyport-timing-"));
const log = pino({ level: "fatal" });
const clock = new TurnableClock(Date.UTC(2027, 0, 4, 9));
const server = await startServer(
  {
    host: "127.0.0.1",
    port: Number(port),
    portalOrigin: `http://portal.localhost:${port}`,
    authenticatorOrigin: `http://authenticator.localhost:${port}`,
    fixedSettings: {},
    database: join(folder, "sallyport.db"),
    keyStorage: { kind: "memory" },
    keyLifetimeDays: 365,
    // Every delivery fails, because no mail server listens at this address.
    smtpUrl: "smtp://127.0.0.1:9",
    smtpName: "portal.localhost",
    mailFrom: "Sallyport <no-reply@sallyport.localhost>",
    trustedProxies: ["127.0.0.1"],
    isSetUpLinkNeeded: false,
    breachedPasswordsFile: null,
    passkeyAttestationRoots: null,
    webApps: null,
    hasApiDocs: false,
    webhookNetworks: [],
    metrics: null,
    stopDelayMs: 0,
    logLevel: "fatal",
  },
  { clock, log },
);
const { parts } = server;
const isRight = faults[fault]?.({ ...parts.passwords });
if (!isRight) throw new Error(`There is no fault ${fault}.`);
parts.passwords = { ...parts.passwords, isRight };

const passwordHash = await parts.passwords.hash(password);
for (const login of [...Object.values(known), ...resettable]) await add("user", login);
await add("administrator", known.usual);
await change(known.staged, { state: "staged", password_hash: null });
await change(known.suspended, { state: "suspended" });
await change(known.locked, { mfa_required: 1, enrol_by: 1, deadline_locked_at: 1 });
const { id: enrolled } = await parts.database
  .selectFrom("accounts")
  .select("id")
  .where("username", "=", known.enrolled)
  .executeTakeFirstOrThrow();
await parts.database
  .insertInto("totp_factors")
  .values({
    id: "bound",
    account_id: enrolled,
    name: "App",
    state: "confirmed",
    // The tests send only wrong passwords for this account, so the server never decrypts this secret.
    sealed_secret: Buffer.alloc(60),
    browser_hash: null,
    last_step: 0,
    created_at: 0,
    confirmed_at: 0,
    bound_from: null,
    last_used_at: null,
  })
  .execute();

stopOnSignals(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}, log);
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.send?.("ready");

async function add(realm: AccountRow["realm"], login: string): Promise<void> {
  const account = {
    realm,
    username: realm === "user" ? login : null,
    email: `${login}@example.com`,
    name: login,
    passwordHash,
    now: clock.now(),
  };
  await insertAccount(parts.database, realm === "user" ? account : { ...account, role: "owner" });
}

async function change(username: string, changes: Partial<AccountRow>): Promise<void> {
  await parts.database.updateTable("accounts").set(changes).where("username", "=", username).execute();
}
