import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { codeAt } from "@sallyport/totp/totp";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { startCluster } from "../../lab/postgres/cluster.ts";
import { insertAccount } from "../accounts/accounts.repository.ts";
import { openDatabase } from "../database/database.ts";
import { sealSecret } from "../factors/sealed-secret.ts";
import { confirm, findPending, insertPending, newPendingIdentity } from "../factors/totp.repository.ts";
import { openSecureStore } from "../key-stores/open.ts";
import { Keys } from "../keys/keys.ts";
import { keysCommand, Server, type Settings } from "../keys/real-stores.fixture.ts";
import { createPasswords } from "../passwords/passwords.ts";
import { type Asking, RealProxy } from "./real-proxy.fixture.ts";

const host = "login.example.com";
const password = "four unrelated words do";
/** docs/operations.md gives this delay for the proxy. */
const stopDelaySeconds = 3;
const peopleAtOnce = 6;
/** More logins than the test has time for. Each person logs in once. */
const mostLogins = 1000;

interface Person {
  login: string;
  secret: Uint8Array;
}

let folder: string;
let place: string;
let passphrases: [string, string];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-rolling-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const cluster = await startCluster();
  onTestFinished(() => cluster[Symbol.asyncDispose]());
  place = await cluster.newDatabase();
  passphrases = [join(folder, "passphrase-1"), join(folder, "passphrase-2")];
  for (const file of passphrases) await writeFile(file, `the long passphrase of ${file}`, { mode: 0o400 });
});

/** Fills an empty database with people who have an authenticator app. */
async function moveIn(): Promise<Person[]> {
  const database = await openDatabase(place);
  await using _ = { [Symbol.asyncDispose]: () => database.destroy() };
  await using store = await openSecureStore({ kind: "passphrase", file: passphrases[0] });
  const keys = await Keys.openOrInit(database, store);
  const passwordHash = await (await createPasswords()).hash(password);
  const people: Person[] = [];
  const now = Date.now();
  for (let index = 0; index < mostLogins; index += 1) {
    const login = `person${index}`;
    const email = `${login}@example.com`;
    const account = { realm: "user", username: login, email, name: login, passwordHash, now } as const;
    const identity = newPendingIdentity((await insertAccount(database, account)).id);
    const secret = randomBytes(20);
    const browserHash = randomBytes(32);
    const sealedSecret = sealSecret(keys, secret, identity);
    await insertPending(database, { identity, sealedSecret, browserHash, now });
    const pending = await findPending(database, identity.account_id, browserHash);
    if (pending) await confirm(database, pending, { address: "192.0.2.1", now });
    people.push({ login, secret });
  }
  return people;
}

const settingsOf = (passphrase: string): Settings => ({
  DATABASE_URL: place,
  SECURE_STORE: "passphrase",
  SECURE_STORE_PASSPHRASE_FILE: passphrase,
  PORTAL_ORIGIN: `https://${host}`,
  AUTHENTICATOR_ORIGIN: "https://app.example.com",
  TRUSTED_PROXIES: "127.0.0.1",
  STOP_DELAY_SECONDS: `${stopDelaySeconds}`,
  LOG_LEVEL: "info",
});

class Browser {
  readonly #proxy: RealProxy;
  readonly #cookies = new Map<string, string>();

  constructor(proxy: RealProxy) {
    this.#proxy = proxy;
  }

  async logIn({ login, secret }: Person): Promise<string> {
    const first = await this.#ask("/password", { login, password });
    if (first !== "second-factor") return first;
    return this.#ask("/passcode", { code: codeAt(secret, Date.now()) });
  }

  look(): Promise<string> {
    return this.#ask("");
  }

  async #ask(step: string, body?: object): Promise<string> {
    const cookie = [...this.#cookies].map((pair) => pair.join("=")).join("; ");
    const asking: Asking = {
      host,
      path: `/api/user/sign-in${step}`,
      headers: { origin: `https://${host}`, cookie },
      ...(body && { method: "POST", body }),
    };
    try {
      const answer = await this.#proxy.ask(asking);
      for (const line of [answer.headers["set-cookie"] ?? []].flat()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        this.#cookies.set(name, value);
      }
      if (answer.status !== 200) return `${answer.status} ${answer.body}`;
      return (JSON.parse(answer.body) as { at: string }).at;
    } catch (error) {
      return String(error);
    }
  }
}

test("while two servers restart one after the other, every login arrives, no request fails, and all sessions stay", {
  timeout: 240_000,
}, async () => {
  const people = await moveIn();
  const settings = passphrases.map(settingsOf);
  // Each server has a key slot of its own.
  await keysCommand(settings[0] ?? {}, "add-slot", "--passphrase-file", passphrases[1]);
  const servers: Server[] = [];
  for (const each of settings) servers.push(await Server.start(each));
  const ports = servers.map(({ port }) => port);
  const proxy = await RealProxy.start("caddy with two servers", folder, ports);

  const browsers: Browser[] = [];
  const found = new Map<string, number>();
  const count = (what: string) => found.set(what, (found.get(what) ?? 0) + 1);
  const load = { isOver: false };
  const visitors = Array.from({ length: peopleAtOnce }, async () => {
    while (!load.isOver) {
      const person = people.shift();
      if (!person) throw new Error("There are too few people.");
      const browser = new Browser(proxy);
      browsers.push(browser);
      count(await browser.logIn(person));
      for (let look = 0; look < 3; look += 1) count(await browser.look());
    }
  });
  const restarting = (async () => {
    for (const [index, server] of [...servers].entries()) {
      await pause(1000);
      await server.stop();
      servers.push(await Server.start(settings[index] ?? {}, ports[index]));
    }
    await pause(2000);
  })();
  await Promise.race([restarting, Promise.all(visitors)]).finally(() => {
    load.isOver = true;
  });
  await Promise.all(visitors);

  expect([...found]).toEqual([["signed-in", browsers.length * 4]]);
  for (const browser of browsers) expect(await browser.look()).toBe("signed-in");
  for (const { said } of servers) expect(said).toContain("/api/user/sign-in/passcode");
  expect(servers).toHaveLength(4);
});
