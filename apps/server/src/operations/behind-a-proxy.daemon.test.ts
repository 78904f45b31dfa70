import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../database/database.ts";
import { Server } from "../keys/real-stores.fixture.ts";
import { settingsOf } from "./page.fixture.ts";
import { RealProxy } from "./real-proxy.fixture.ts";

const portal = "login.example.com";
const authenticator = "app.example.com";
const ada = { email: "ada@example.com", name: "Ada", password: "four unrelated words do" };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-proxy-"));
  await mkdir(join(folder, "data"), { mode: 0o700 });
  await writeFile(join(folder, "passphrase"), "correct horse battery staple, and some more", { mode: 0o400 });
});
afterEach(() => rm(folder, { recursive: true }));

function startServer(more: Record<string, string> = {}): Promise<Server> {
  const { SMTP_URL_FILE: _, ...settings } = settingsOf({
    "/var/lib/sallyport": join(folder, "data"),
    "%d": folder,
  });
  return Server.start({ ...settings, LOG_LEVEL: "info", ...more });
}

async function addressesOfLogins(): Promise<(string | null)[]> {
  const database = await openDatabase(join(folder, "data/sallyport.db"));
  const events = await database
    .selectFrom("audit_events")
    .select(["kind", "address"])
    .orderBy("id")
    .execute();
  await database.destroy();
  return events.filter(({ kind }) => kind === "admin_login_attempt").map(({ address }) => address);
}

describe.for(["caddy", "nginx"] as const)(
  "behind %s, set up as the page says,",
  { timeout: 120_000 },
  (name) => {
    test("portal and authenticator answer on their host names, by https only", async () => {
      const server = await startServer();
      const proxy = await RealProxy.start(name, folder, [server.port]);

      for (const host of [portal, authenticator]) {
        const { status, headers } = await proxy.ask({ host, path: "/" });
        expect([host, status]).toEqual([host, 200]);
        expect(headers["strict-transport-security"]).toBe("max-age=63072000; includeSubDomains");
        expect(headers["content-security-policy"]).toContain("default-src 'none'");
        const plain = await proxy.askPlainly(host, "/somewhere?x=1");
        expect([301, 308]).toContain(plain.status);
        expect(plain.headers["location"]).toBe(`https://${host}/somewhere?x=1`);
      }
      const about = await proxy.ask({ host: authenticator, path: "/api/about" });
      expect(JSON.parse(about.body)).toMatchObject({
        portalUrl: `https://${portal}`,
        authenticatorUrl: `https://${authenticator}`,
      });
    });

    test("a login's cookie is for this host and https alone, and its address is the one that the proxy saw", async () => {
      const server = await startServer();
      const proxy = await RealProxy.start(name, folder, [server.port]);
      const [, token] = /\/first-administrator#(\S+)/.exec(server.said) ?? [];
      const post = (path: string, body: object, more: { localAddress?: string; origin?: string } = {}) =>
        proxy.ask({
          host: portal,
          path,
          method: "POST",
          body,
          localAddress: more.localAddress ?? "127.0.0.2",
          headers: {
            origin: more.origin ?? `https://${portal}`,
            "x-forwarded-for": "198.51.100.7",
            "x-forwarded-host": authenticator,
            "x-forwarded-proto": "http",
            forwarded: "for=198.51.100.7",
          },
        });
      expect(await post("/api/first-administrator/create", { token, ...ada })).toMatchObject({ status: 200 });

      const login = { login: ada.email, password: ada.password };
      const path = "/api/administrator/sign-in/password";
      for (const origin of [`https://${authenticator}`, `http://${portal}`, "https://evil.example", "null"]) {
        expect([origin, (await post(path, login, { origin })).status]).toEqual([origin, 403]);
      }
      for (const localAddress of ["127.0.0.2", "127.0.0.1"]) {
        const { status, headers } = await post(path, login, { localAddress });
        expect(status).toBe(200);
        const cookies = headers["set-cookie"] as string[];
        expect(cookies.map((line) => line.split("=")[0])).toContain("__Host-sallyport-administrator");
        for (const cookie of cookies) {
          expect(cookie).toMatch(/^__Host-/);
          expect(cookie).toMatch(/; Secure(;|$)/);
          expect(cookie).toMatch(/; Path=\/(;|$)/);
          expect(cookie).not.toMatch(/; Domain=/i);
        }
      }
      expect(await addressesOfLogins()).toEqual(["127.0.0.2", "127.0.0.1"]);
      expect(server.said).toContain('"remoteAddress":"127.0.0.2"');
      expect(server.said).not.toContain("198.51.100.7");
    });

    test("a public port other than 443 arrives in Host", async () => {
      const [portalAt, authenticatorAt] = [`${portal}:8443`, `${authenticator}:8443`];
      const server = await startServer({
        PORTAL_ORIGIN: `https://${portalAt}`,
        AUTHENTICATOR_ORIGIN: `https://${authenticatorAt}`,
      });
      const proxy = await RealProxy.start(name, folder, [server.port], portalAt);
      for (const host of [portalAt, authenticatorAt]) {
        expect([host, (await proxy.ask({ host, path: "/" })).status]).toEqual([host, 200]);
      }
      expect((await proxy.ask({ host: portal, path: "/" })).status).toBe(421);
    });
  },
);
