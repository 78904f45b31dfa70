import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { addApplication, changeApplication } from "@sallyport/contract/applications/applications";
import { proxySnippets } from "@sallyport/contract/applications/proxy-snippets";
import { addGroup, addMember, removeMember } from "@sallyport/contract/groups";
import { leave } from "@sallyport/contract/sign-in";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../../lab/free-port.ts";
import type { Inhabitant } from "../../lab/town.ts";
import { JudgedServer } from "../openid/judges/judged-server.fixture.ts";
import { send } from "../openid/judges/loopback.fixture.ts";
import { startApplication, startProxy } from "./proxy.fixture.ts";

let server: JudgedServer;
let member: Inhabitant;
let other: Inhabitant;
let group: { id: string };

const nameOf = ({ login }: Inhabitant) => login.split("@")[0];

beforeAll(async () => {
  server = await JudgedServer.start();
  [member, other] = server.town.unrequired as [Inhabitant, Inhabitant];
  group = await server.administrator.portal.get(addGroup, { body: { name: "Team, Büro" } });
  await server.administrator.portal.get(addMember, { params: { id: group.id }, body: { user: member.id } });
});
afterAll(() => server[Symbol.asyncDispose]());

test("docs/applications/proxies.md has the snippets of the application's page", async () => {
  const page = await readFile(join(import.meta.dirname, "../../../../docs/applications/proxies.md"), "utf8");
  const blocks = [...page.matchAll(/^```\w+\n(.*?)^```$/gms)].map(([, block]) => block);
  const example = {
    id: "APPLICATION-ID",
    issuer: "https://login.example.com",
    address: "https://wiki.example.com",
  };
  expect(blocks).toEqual(proxySnippets(example).map(({ text }) => text));
});

describe.for(["Caddy", "nginx"] as const)("behind %s", { timeout: 60_000 }, (name) => {
  async function start(): Promise<string> {
    const { portal } = server.administrator;
    const address = `http://127.0.0.1:${await freePort()}`;
    const { application } = await portal.get(addApplication, { body: { which: "proxy", address } });
    const { id } = application;
    await portal.get(changeApplication, { params: { id }, body: { openTo: "groups", groups: [group.id] } });
    await startProxy(name, { id, issuer: server.origin, address }, await startApplication());
    return address;
  }

  test("a user logs in at the portal, and the application knows who it is", async () => {
    const address = await start();
    const visitor = await server.visitor(member);
    const answer = await visitor.open(`${address}/page?x=1&y=%2F`);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({
      method: "GET",
      url: "/page?x=1&y=%2F",
      "remote-user": [nameOf(member)],
      "remote-groups": [Buffer.from("Team%2C Büro").toString("latin1")],
    });
    await visitor.portal.get(leave, { params: { realm: "user" } });
    const gone = await visitor.open(`${address}/page`, { until: `${server.origin}/authorize` });
    expect(gone.status).toBe(303);
  });

  test("a visitor can't name a user: all headers that look like ours are replaced or removed", async () => {
    const address = await start();
    const visitor = await server.visitor(member);
    await visitor.open(address);
    const headers = {
      cookie: visitor.cookiesAt(address),
      "Remote-User": "root",
      Remote_User: "root",
      REMOTE_USER: "root",
      remote_groups: "admins",
      "remote-EMAIL": "root@example.com",
      "X-Forwarded-Uri": "/open",
      "X-Forwarded-Host": "open.example",
    };
    const { status, body } = await send(new URL(address), { method: "POST", headers, body: "x" });
    expect(status).toBe(200);
    const seen = JSON.parse(body) as Record<string, unknown>;
    expect(Object.keys(seen).toSorted()).toEqual(
      ["method", "remote-email", "remote-groups", "remote-name", "remote-user", "url"].toSorted(),
    );
    expect(body).not.toContain("root");
    expect(body).not.toContain("admins");
    expect(seen).toMatchObject({ method: "POST", "remote-user": [nameOf(member)] });
    const { cookie: _, ...alone } = headers;
    expect((await send(new URL(address), { headers: alone })).status).toBe(401);
  });

  test("a user outside the group gets 403, at once after the removal", async () => {
    const address = await start();
    const { portal } = server.administrator;
    await portal.get(addMember, { params: { id: group.id }, body: { user: other.id } });
    const visitor = await server.visitor(other);
    expect((await visitor.open(address)).status).toBe(200);
    await portal.get(removeMember, { params: { id: group.id, member: other.id } });
    expect((await visitor.open(address)).status).toBe(403);
  });

  test("the end of a login is refused in another browser", async () => {
    const address = await start();
    const [ada, stranger] = [await server.visitor(member), await server.visitor()];
    const { url } = await ada.open(address, { until: `${address}/.sallyport/callback` });
    const headers = { accept: "text/html" };
    expect((await send(url, { headers })).status).toBe(400);
    expect((await stranger.open(url.href)).status).toBe(400);
    expect((await ada.open(url.href)).status).toBe(200);
  });

  test("scripts get 401, and paths of the proxy's own aren't open", async () => {
    const address = await start();
    const get = (path: string) => send(new URL(path, address), { headers: { accept: "application/json" } });
    expect((await get("/")).status).toBe(401);
    for (const path of ["/.sallyport/check", "/.sallyport/callback"])
      expect([path, [401, 404].includes((await get(path)).status)]).toEqual([path, true]);
  });
});
