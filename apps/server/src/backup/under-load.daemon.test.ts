import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { fromBase32 } from "@sallyport/totp/secret";
import { codeAt } from "@sallyport/totp/totp";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../database/database.ts";

const users = 24;
const password = "four unrelated words do";
const host = "portal.localhost:8080";

const program = `
  import { createServer } from "node:net";
  import { once } from "node:events";
  import { insertAccount } from "../accounts/accounts.repository.ts";
  import { systemClock } from "../core/clock.ts";
  import { pino } from "pino";
  import { readConfig } from "../config/config.ts";
  import { startServer } from "../server.ts";
  const [database, count, password] = process.argv.slice(1);
  const settings = { DATABASE: ":memory:", SECURE_STORE: "memory", SMTP_URL: "smtp://127.0.0.1:9" };
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  const config = { ...readConfig(settings, { portal: "", authenticator: "" }), database, port, webApps: null };
  const beforeListening = async ({ database, passwords }) => {
    const passwordHash = await passwords.hash(password);
    for (let number = 0; number < Number(count); number++) {
      const [username, email] = ["user" + number, "user" + number + "@example.com"];
      await insertAccount(database, { realm: "user", role: null, username, email, name: username, passwordHash, now: Date.now() });
    }
  };
  await startServer(config, { clock: systemClock, log: pino({ level: "silent" }), beforeListening });
  console.log(port);`;

let folder: string;
let live: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-under-load-"));
  live = join(folder, "sallyport.db");
  await mkdir(join(folder, "fresh"));
});
afterEach(() => rm(folder, { recursive: true }));

async function startServer(): Promise<number> {
  const args = ["--input-type=module", "--eval", program, live, `${users}`, password];
  const server = spawn(process.execPath, args, {
    cwd: import.meta.dirname,
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void server.kill("SIGKILL"));
  const [port] = (await once(server.stdout, "data")) as [Buffer];
  return Number(port.toString());
}

async function command(act: string, database: string, file: string): Promise<void> {
  const env = { PATH: process.env["PATH"], DATABASE: database };
  await promisify(execFile)(process.execPath, [join(import.meta.dirname, "command/main.ts"), act, file], {
    env,
  });
}

interface Answer {
  status: number | undefined;
  cookies: string;
  body: Record<string, unknown>;
}

async function send(port: number, path: string, body: object | null, cookie = ""): Promise<Answer> {
  const headers = { host, cookie, ...(body === null ? {} : { "content-type": "application/json" }) };
  const sent = request({ host: "127.0.0.1", port, path, method: "POST", headers });
  sent.end(body === null ? undefined : JSON.stringify(body));
  const [response] = await once(sent, "response");
  const cookies = ((response.headers["set-cookie"] ?? []) as string[]).map(
    (line) => line.split(";")[0] ?? "",
  );
  return { status: response.statusCode, cookies: cookies.join("; "), body: JSON.parse(await text(response)) };
}

test("a backup under load, restored in a fresh folder, has all that was acknowledged before it began", async () => {
  const port = await startServer();
  const logins: string[] = [];
  const enrolments: string[] = [];
  const load = { isOn: true };
  const one = async (number: number): Promise<void> => {
    const login = `user${number}`;
    const { status, cookies } = await send(port, "/api/user/sign-in/password", { login, password });
    expect(status).toBe(200);
    logins.push(login);
    const { body } = await send(port, "/api/user/security/apps/pending", null, cookies);
    const code = codeAt(fromBase32(String(body["secret"])) ?? new Uint8Array(), Date.now());
    const added = await send(port, "/api/user/security/apps", { name: "Phone", code }, cookies);
    expect(added.status).toBe(200);
    enrolments.push(login);
  };
  const worker = async (first: number): Promise<void> => {
    for (let number = first; number < users && load.isOn; number += 4) await one(number);
  };
  const workers = Promise.all([0, 1, 2, 3].map(worker));
  while (enrolments.length < users / 3) await Promise.race([workers, send(port, "/api/about", null)]);
  const before = { logins: [...logins], enrolments: [...enrolments] };
  expect(before.enrolments.length).toBeLessThan(users);
  await command("backup", live, join(folder, "backup.db"));
  load.isOn = false;
  await workers;

  const restored = join(folder, "fresh", "sallyport.db");
  await command("restore", restored, join(folder, "backup.db"));
  const database = await openDatabase(restored);
  const events = await database
    .selectFrom("audit_events")
    .select(["id", "kind", "actor", "outcome"])
    .execute();
  const by = (kind: string) =>
    events
      .filter((event) => event.kind === kind && event.outcome === "success")
      .map(({ actor }) => actor?.split("@")[0]);
  expect(by("user_login_attempt")).toEqual(expect.arrayContaining(before.logins));
  expect(by("totp_finish_enrollment")).toEqual(expect.arrayContaining(before.enrolments));
  const apps = await database
    .selectFrom("totp_factors")
    .innerJoin("accounts", "accounts.id", "totp_factors.account_id")
    .where("totp_factors.state", "=", "confirmed")
    .select("username")
    .execute();
  expect(apps.map(({ username }) => username)).toEqual(expect.arrayContaining(before.enrolments));
  // Consecutive ids show that no event is missing.
  expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
  await database.destroy();
}, 60_000);
