import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { authenticatorOrigin, type Browser, portalOrigin } from "../../lab/simulation/browser.ts";
import { ada, loggedIn, ursula } from "../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";

const address = "/.well-known/change-password";
let folder: string;
let world: SimulatedApp;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-"));
  for (const name of ["portal", "authenticator"]) {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, "index.html"), `<title>${name}</title>`);
  }
  world = await simulateApp({ portal: join(folder, "portal"), authenticator: join(folder, "authenticator") });
  await world.addAccount(ursula);
  await world.addAccount(ada);
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const ask = (url: string, browser?: Browser, origin = portalOrigin) =>
  world.app.inject({
    url,
    headers: { host: new URL(origin).host },
    cookies: Object.fromEntries(browser?.cookies ?? []),
  });

test("the well-known address leads to the password in My security", async () => {
  const answer = await ask(address);
  expect(answer.statusCode).toBe(303);
  expect(answer.headers).toMatchObject({ location: "/security#password", "cache-control": "no-store" });
});

test("it leads an administrator to the console, unless a user is logged in too", async () => {
  const browser = await loggedIn(world, ada);
  expect((await ask(address, browser)).headers.location).toBe("/admin/security#password");
  for (const [name, token] of (await loggedIn(world, ursula)).cookies) browser.cookies.set(name, token);
  expect((await ask(address, browser)).headers.location).toBe("/security#password");
});

// Password managers first request an address that can't exist, and expect 404 (W3C, §4).
test.for([portalOrigin, authenticatorOrigin])(
  "other well-known addresses are not found at %s",
  async (origin) => {
    const url = "/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200";
    expect((await ask(url, undefined, origin)).statusCode).toBe(404);
  },
);

test("the authenticator has no password to change", async () => {
  expect((await ask(address, undefined, authenticatorOrigin)).statusCode).toBe(404);
});
