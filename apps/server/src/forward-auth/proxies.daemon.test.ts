import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { addApplication, changeApplication } from "@sallyport/contract/applications/applications";
import { proxySnippets } from "@sallyport/contract/applications/proxy-snippets";
import { addGroup, addMember, removeMember } from "@sallyport/contract/groups";
import { leave } from "@sallyport/contract/sign-in";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { freePort } from "../../lab/free-port.ts";
import type { Inhabitant } from "../../lab/town.ts";
import { JudgedServer } from "../openid/judges/judged-server.fixture.ts";
import { send } from "../openid/judges/loopback.fixture.ts";
import { startApplication, startKeys, startProxy } from "./proxy.fixture.ts";
import { openWebSocket } from "./web-socket.fixture.ts";

let server: JudgedServer;
let member: Inhabitant;
let other: Inhabitant;
let group: { id: string };

const many = 30;
const root = join(import.meta.dirname, "../../../..");

const assertionHeader = "x-sallyport-assertion";

const nameOf = ({ login }: Inhabitant) => login.split("@")[0];

beforeAll(async () => {
  server = await JudgedServer.start();
  [member, other] = server.town.unrequired as [Inhabitant, Inhabitant];
  group = await server.administrator.portal.get(addGroup, { body: { name: "Team, Büro" } });
  await server.administrator.portal.get(addMember, { params: { id: group.id }, body: { user: member.id } });
  for (let number = 0; number < many; number += 1) await joinGroup(`${number} ${"x".repeat(55)}`, other);
});
afterAll(() => server[Symbol.asyncDispose]());

async function joinGroup(name: string, { id: user }: Inhabitant): Promise<void> {
  const { portal } = server.administrator;
  const { id } = await portal.get(addGroup, { body: { name } });
  await portal.get(addMember, { params: { id }, body: { user } });
}

async function blocksOfPage(languages: string): Promise<string[]> {
  const page = await readFile(join(root, "docs/applications/proxies.md"), "utf8");
  return [...page.matchAll(new RegExp(`^\`\`\`(?:${languages})\\n(.*?)^\`\`\`$`, "gms"))].map(
    ([, block = ""]) => block,
  );
}

/** What the page's example for Node says about an assertion. */
async function verify(assertion: string, id: string): Promise<Record<string, unknown>> {
  const [example = ""] = await blocksOfPage("js");
  // The example is on the way from here to the packages, so it finds its own.
  const folder = join(root, "node_modules/.cache");
  await mkdir(folder, { recursive: true });
  const file = join(folder, `verify-${id}.mjs`);
  const text = example
    .replace("https://login.example.com/oidc/jwks", `http://127.0.0.1:${await startKeys(server.origin)}/`)
    .replace("https://login.example.com", server.origin)
    .replace("APPLICATION-ID", id);
  await writeFile(file, text);
  onTestFinished(() => rm(file));
  const { userOf } = (await import(file)) as {
    userOf: (request: object) => Promise<Record<string, unknown>>;
  };
  return userOf({ headers: { "x-sallyport-assertion": assertion } });
}

test("docs/applications/proxies.md has the snippets of the application's page", async () => {
  const blocks = await blocksOfPage("caddy|nginx|yaml");
  const example = {
    id: "APPLICATION-ID",
    issuer: "https://login.example.com",
    address: "https://wiki.example.com",
  };
  expect(blocks).toEqual(proxySnippets(example).map(({ text }) => text));
});

describe.for(["Caddy", "nginx"] as const)("behind %s", { timeout: 60_000 }, (name) => {
  async function start(): Promise<{ address: string; id: string }> {
    const { portal } = server.administrator;
    const address = `http://127.0.0.1:${await freePort()}`;
    const { application } = await portal.get(addApplication, { body: { which: "proxy", address } });
    const { id } = application;
    await portal.get(changeApplication, { params: { id }, body: { openTo: "groups", groups: [group.id] } });
    await startProxy(name, { id, issuer: server.origin, address }, await startApplication());
    return { address, id };
  }

  test("a user logs in at the portal, and the application knows who it is", async () => {
    const { address, id } = await start();
    const visitor = await server.visitor(member);
    const answer = await visitor.open(`${address}/page?x=1&y=%2F`);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({
      method: "GET",
      url: "/page?x=1&y=%2F",
      "remote-user": [nameOf(member)],
      "remote-groups": [Buffer.from("Team%2C Büro").toString("latin1")],
    });
    const { [assertionHeader]: [assertion] = [] } = JSON.parse(answer.body) as Record<string, string[]>;
    expect(await verify(assertion ?? "", id)).toMatchObject({ sub: member.id, groups: ["Team, Büro"] });
    await visitor.portal.get(leave, { params: { realm: "user" } });
    const gone = await visitor.open(`${address}/page`, { until: `${server.origin}/authorize` });
    expect(gone.status).toBe(303);
  });

  test("a visitor can't name a user: all headers that look like ours are replaced or removed", {
    tags: ["AT-122", "AT-123"],
  }, async () => {
    const { address } = await start();
    const visitor = await server.visitor(member);
    await visitor.open(address);
    const headers = {
      cookie: visitor.cookiesAt(address),
      "Remote-User": "root",
      Remote_User: "root",
      REMOTE_USER: "root",
      remote_groups: "admins",
      "remote-EMAIL": "root@example.com",
      "X-Sallyport-Assertion": "root",
      X_Sallyport_Assertion: "root",
      "x-sallyport_assertion": "root",
      "X_SALLYPORT-Assertion": "root",
      "X-Forwarded-Uri": "/open",
      "X-Forwarded-Host": "open.example",
    };
    const { status, body } = await send(new URL(address), { method: "POST", headers, body: "x" });
    expect(status).toBe(200);
    const seen = JSON.parse(body) as Record<string, unknown>;
    expect(Object.keys(seen).toSorted()).toEqual(
      [
        "method",
        "remote-email",
        "remote-groups",
        "remote-name",
        "remote-user",
        "url",
        assertionHeader,
      ].toSorted(),
    );
    expect(body).not.toContain("root");
    expect(body).not.toContain("admins");
    expect(seen).toMatchObject({ method: "POST", "remote-user": [nameOf(member)] });
    const { cookie: _, ...alone } = headers;
    expect((await send(new URL(address), { headers: alone })).status).toBe(401);
  });

  test("a WebSocket of a user opens with the same headers, and one without a login doesn't", async () => {
    const { address } = await start();
    const visitor = await server.visitor(member);
    await visitor.open(address);
    const sent = { cookie: visitor.cookiesAt(address), "Remote-User": "root" };
    const { status, seen, echo } = await openWebSocket(address, sent);
    expect([status, echo]).toEqual([101, "word"]);
    expect(seen).toMatchObject({ "remote-user": [nameOf(member)], [assertionHeader]: [expect.any(String)] });
    expect(await openWebSocket(address, { "Remote-User": "root" })).toMatchObject({ status: 401 });
  });

  test("a user outside the group gets 403, at once after the removal", async () => {
    const { address } = await start();
    const { portal } = server.administrator;
    await portal.get(addMember, { params: { id: group.id }, body: { user: other.id } });
    const visitor = await server.visitor(other);
    const { status, body } = await visitor.open(address);
    expect([status, body.split("xxx,").length]).toEqual([200, many + 1]);
    await portal.get(removeMember, { params: { id: group.id, member: other.id } });
    expect((await visitor.open(address)).status).toBe(403);
  });

  test("the end of a login is refused in another browser", async () => {
    const { address } = await start();
    const [ada, stranger] = [await server.visitor(member), await server.visitor()];
    const { url } = await ada.open(address, { until: `${address}/.sallyport/callback` });
    const headers = { accept: "text/html" };
    expect((await send(url, { headers })).status).toBe(400);
    expect((await stranger.open(url.href)).status).toBe(400);
    expect((await ada.open(url.href)).status).toBe(200);
  });

  test("scripts get 401, and paths of the proxy's own aren't open", async () => {
    const { address } = await start();
    const get = (path: string) => send(new URL(path, address), { headers: { accept: "application/json" } });
    expect((await get("/")).status).toBe(401);
    for (const path of ["/.sallyport/check", "/.sallyport/callback"])
      expect([path, [401, 404].includes((await get(path)).status)]).toEqual([path, true]);
  });
});
