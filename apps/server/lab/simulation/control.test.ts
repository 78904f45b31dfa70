import { once } from "node:events";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { buildControl } from "./control.ts";
import { type SimulatedApp, simulateApp } from "./simulated-app.ts";

let world: SimulatedApp;
let origin: URL;
beforeEach(async () => {
  world = await simulateApp();
  const server = { parts: world.parts, doWhatIsDue: () => world.pass(0) };
  const control = buildControl(server, world.clock);
  origin = new URL(await control.listen({ host: "127.0.0.1", port: 0 }));
  onTestFinished(() => control.close());
});
afterEach(() => world[Symbol.asyncDispose]());

const owner = { username: null, email: "eve@example.com", name: "Eve", password: "eve's long password" };
const account = JSON.stringify({ realm: "administrator", ...owner });

async function add(headers: Record<string, string>, body = account): Promise<number | undefined> {
  const json = { "content-type": "application/json" };
  const sent = request(new URL("/accounts", origin), { method: "POST", headers: { ...json, ...headers } });
  sent.end(body);
  const [response] = await once(sent, "response");
  await text(response);
  return response.statusCode;
}

const accounts = () => world.parts.database.selectFrom("accounts").select("email").execute();

test("a program on this machine puts accounts in place", async () => {
  expect(await add({})).toBe(200);
  expect(await accounts()).toEqual([{ email: owner.email }]);
});

test("so does a program that calls this machine localhost", async () => {
  expect(await add({ host: `localhost:${origin.port}` })).toBe(200);
});

test.for(["evil.example", "127.0.0.1", "127.0.0.1.evil.example", "localhost.evil.example"])(
  "a page whose name %s leads to this machine can't make an owner",
  { tags: ["AT-90"] },
  async (name) => {
    for (const host of [name, `${name}:80`, `${name}:`]) {
      expect(await add({ host })).toBe(421);
    }
    expect(await accounts()).toEqual([]);
  },
);

test.for<Record<string, string>>([
  { origin: "https://evil.example" },
  { origin: "null" },
  { "sec-fetch-site": "cross-site" },
  { "content-type": "text/plain", origin: "https://evil.example" },
])("a page of another site can't make an owner: %o", { tags: ["AT-90"] }, async (headers) => {
  expect(await add(headers)).toBe(403);
  expect(await accounts()).toEqual([]);
});

test("Node's own fetch is not another site", async () => {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(new URL("/accounts", origin), { method: "POST", headers, body: account });
  expect(answer.status).toBe(200);
});
