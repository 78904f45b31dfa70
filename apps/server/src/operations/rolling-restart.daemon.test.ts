import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { codeAt } from "@sallyport/totp/totp";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { startCluster } from "../../lab/postgres/cluster.ts";
import { buildTown, type Person, type Town } from "../../lab/town.ts";
import { keysCommand, Server, type Settings } from "../keys/real-stores.fixture.ts";
import { type Asking, RealProxy } from "./real-proxy.fixture.ts";

const host = "login.example.com";
const stopDelaySeconds = 3;
const peopleAtOnce = 10;
const pauseMs = 500;
/**
 * With this many people and the pauses, a round takes longer than a time step. Each person then has a new code.
 */
const people = 800;

let folder: string;
let town: Town;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-rolling-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const cluster = await startCluster();
  onTestFinished(() => cluster[Symbol.asyncDispose]());
  town = await buildTown(folder, { place: await cluster.newDatabase(), people });
});

const settingsOf = (passphrase: string): Settings => ({
  ...town.env,
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

  async logIn({ login, password, secret }: Person): Promise<string> {
    const first = await this.#ask("/password", { login, password });
    if (first !== "second-factor") return first;
    return this.#ask("/passcode", { code: codeAt(Buffer.from(secret, "base64"), Date.now()) });
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

/** Waits until this server gets a login. The proxy might need a moment to notice that the server is ready. */
const getsLogins = (server: Server) =>
  vi.waitFor(() => expect(server.said).toContain("/api/user/sign-in/passcode"), {
    timeout: 30_000,
    interval: 100,
  });

test("while two servers restart one after the other, every login arrives, no request fails, and all sessions stay", {
  timeout: 240_000,
}, async () => {
  const passphrase = join(folder, "passphrase-2");
  await writeFile(passphrase, "the passphrase of the second machine", { mode: 0o400 });
  await keysCommand(town.env, "add-slot", "--passphrase-file", passphrase);
  const settings = [town.passphrase, passphrase].map(settingsOf);
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
      const person = town.people.shift();
      if (!person) throw new Error("All people are logging in.");
      const browser = new Browser(proxy);
      browsers.push(browser);
      count(await browser.logIn(person));
      for (let look = 0; look < 3; look += 1) count(await browser.look());
      await pause(pauseMs);
      town.people.push(person);
    }
  });
  const restarting = (async () => {
    const running = [...servers];
    for (const [index, server] of servers.slice().entries()) {
      for (const each of running) await getsLogins(each);
      await server.stop();
      const next = await Server.start(settings[index] ?? {}, ports[index]);
      running[index] = next;
      servers.push(next);
    }
    for (const each of running) await getsLogins(each);
  })();
  await Promise.race([restarting, Promise.all(visitors)]).finally(() => {
    load.isOver = true;
  });
  await Promise.all(visitors);

  expect([...found]).toEqual([["signed-in", browsers.length * 4]]);
  for (const browser of browsers) expect(await browser.look()).toBe("signed-in");
  expect(servers).toHaveLength(4);
});
