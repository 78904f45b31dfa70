import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { freePort } from "../lab/free-port.ts";
import { TurnableClock } from "../lab/simulation/turnable-clock.ts";
import { record } from "./activity/activity.ts";
import { type Config, readConfig } from "./config/config.ts";
import { day } from "./core/clock.ts";
import { type RunningServer, startServer } from "./server.ts";

let clock: TurnableClock;
let lines: Record<string, unknown>[];

beforeEach(() => {
  clock = new TurnableClock(Date.UTC(2027, 0, 4, 9));
  lines = [];
});

const firstKeys = () => lines.filter(({ msg }) => String(msg).startsWith("a first key was made"));

const newDatabases = () => lines.filter(({ msg }) => String(msg).startsWith("a new, empty database is made"));

const inMemory = { DATABASE: ":memory:", SECURE_STORE: "memory" };

async function start(place: Record<string, string> = inMemory, port = 0): Promise<RunningServer> {
  const settings = { SMTP_URL: "smtp://127.0.0.1:9", ...place };
  const read = readConfig(settings, { portal: "", authenticator: "" });
  const config: Config = { ...read, port, webApps: null };
  const log = pino({ level: "info" }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const server = await startServer(config, { clock, log });
  onTestFinished(server.stop);
  return server;
}

test("work that fails keeps no other work from its turn: events are shipped, keys are looked after", async () => {
  const { parts, doWhatIsDue } = await start();
  await parts.database.schema.dropTable("outbox").execute();
  const actor = { id: "a", email: "ada@example.com" };
  await record(parts.database, { at: clock.now(), kind: "admin_logout", actor, address: null });
  clock.turnTo(clock.now() + 365 * day);
  await doWhatIsDue();
  expect(lines).toContainEqual(expect.objectContaining({ msg: "audit" }));
  const failed = lines.filter(({ level }) => level === 50).map(({ part }) => part);
  expect(failed).toContain("keys");
  expect(await parts.database.selectFrom("keys").select("key_version").execute()).toHaveLength(2);
});

test("a first key is said in the log, so that a database in the wrong place is noticed", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sallyport-server-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const passphrase = join(folder, "passphrase");
  await writeFile(passphrase, "the passphrase of a new place", { mode: 0o600 });
  const place = {
    DATABASE: join(folder, "sallyport.db"),
    SECURE_STORE: "passphrase",
    SECURE_STORE_PASSPHRASE_FILE: passphrase,
  };
  await (await start(place)).stop();
  expect(newDatabases()).toMatchObject([{ level: 40, database: place.DATABASE }]);
  expect(firstKeys()).toMatchObject([{ level: 40, database: place.DATABASE }]);
  await start(place);
  expect([firstKeys().length, newDatabases().length]).toEqual([1, 1]);
});

test("a running server makes a new key once the one in use has reached its age", {
  tags: ["R59"],
}, async () => {
  const { parts, doWhatIsDue } = await start();
  const versions = () => parts.database.selectFrom("keys").select("key_version").execute();
  clock.turnTo(clock.now() + 365 * day - 1);
  await doWhatIsDue();
  expect(await versions()).toEqual([{ key_version: 1 }]);
  clock.turnTo(clock.now() + 1);
  await doWhatIsDue();
  expect(await versions()).toEqual([{ key_version: 1 }, { key_version: 2 }]);
});

test("a mail server that says nothing keeps no server from stopping", async () => {
  const mute = createServer().listen(0, "127.0.0.1");
  await once(mute, "listening");
  onTestFinished(() => void mute.close());
  const connected = once(mute, "connection");
  const { parts, stop } = await start({
    ...inMemory,
    SMTP_URL: `smtp://127.0.0.1:${(mute.address() as AddressInfo).port}`,
  });
  const mail = {
    kind: "letter",
    to: { id: null, email: "ursula@example.com", name: "Ursula" },
    subject: "A letter",
    paragraphs: ["words"],
    ifUnexpected: "Ignore it.",
    reason: "It is a test.",
  };
  await parts.outbox.queue(parts.database, mail, clock.now());
  await connected;
  const began = performance.now();
  await stop();
  expect(performance.now() - began).toBeLessThan(2000);
});

test("a server that withdraws answers for this time, and says at once that it isn't ready", async () => {
  const port = await freePort();
  const { withdraw } = await start(inMemory, port);
  const ask = async (path: string) => {
    const { status, headers } = await fetch(`http://127.0.0.1:${port}${path}`);
    return [status, headers.get("connection")];
  };
  expect(await ask("/health/ready")).toEqual([200, "keep-alive"]);
  let isOver = false;
  const withdrawn = withdraw(500).then(() => (isOver = true));
  expect(await ask("/health/ready")).toEqual([503, "close"]);
  expect(await ask("/health/live")).toEqual([200, "close"]);
  expect(isOver).toBe(false);
  await withdrawn;
});
