import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Authorization } from "@sallyport/contract/authorization";
import { addGroup, addMember } from "@sallyport/contract/groups";
import { beginApp, confirmApp } from "@sallyport/contract/security";
import { leave, whereAmI } from "@sallyport/contract/sign-in";
import { fromBase32 } from "@sallyport/totp/secret";
import { codeAt } from "@sallyport/totp/totp";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { freePort } from "../../../lab/free-port.ts";
import type { Inhabitant } from "../../../lab/town.ts";
import { withNames } from "../../operations/page.fixture.ts";
import { Apache } from "./apache.fixture.ts";
import { JudgedServer } from "./judged-server.fixture.ts";

const page = join(import.meta.dirname, "../../../../../docs/applications/apache.md");
const step = 30_000;
const bytesOf = (secret: string) => fromBase32(secret) ?? new Uint8Array();

let server: JudgedServer;
let apache: Apache;
let site: string;
let member: Inhabitant;
let other: Inhabitant;
/** A user without a second factor. */
let newcomer: Inhabitant;

beforeAll(async () => {
  server = await JudgedServer.start();
  const { town, administrator } = server;
  [member, other, newcomer] = town.unrequired as [Inhabitant, Inhabitant, Inhabitant];
  const group = await administrator.portal.get(addGroup, { body: { name: "Team" } });
  await administrator.portal.get(addMember, { params: { id: group.id }, body: { user: member.id } });
  const port = await freePort();
  site = `http://127.0.0.1:${port}`;
  const { id, secret } = await server.register(site, {
    callbackAddresses: [`${site}/callback`],
    afterLogoutAddresses: [`${site}/bye/`],
    logoutAddress: `${site}/callback?logout=backchannel`,
  });
  apache = await Apache.start({
    port,
    pages: ["page", "team", "secret", "bye"],
    configuration: configurationOfPage({
      "https://login.example.com": server.origin,
      "https://app.example.com": site,
      "the-id-of-the-application": id,
      "the-secret-of-the-application": secret,
    }),
  });
});
function configurationOfPage(names: Readonly<Record<string, string>>): string {
  const [, block = ""] = /^```apache\n(.*?)^```$/ms.exec(readFileSync(page, "utf8")) ?? [];
  return withNames(block, names);
}

afterAll(async () => {
  await apache[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

test("only members of the group see the group's page", async () => {
  const [ada, bob] = [await server.visitor(member), await server.visitor(other)];
  expect(await ada.open(`${site}/page/`)).toMatchObject({ status: 200, body: "The page page" });
  expect(await bob.open(`${site}/page/`)).toMatchObject({ status: 200, body: "The page page" });
  expect(await ada.open(`${site}/team/`)).toMatchObject({ status: 200, body: "The page team" });
  expect(await bob.open(`${site}/team/`)).toMatchObject({ status: 401 });
});

test("a page that asks for a second factor leads to the set-up and a new login", async () => {
  const visitor = await server.visitor(newcomer);
  expect(await visitor.open(`${site}/page/`)).toMatchObject({ status: 200 });
  const { portal } = visitor;
  const params = { realm: "user" } as const;
  const shown: string[] = [];
  let secret = "";
  const meanwhile = async ({ at }: Authorization) => {
    shown.push(at);
    if (at === "set-up") {
      ({ secret } = await portal.get(beginApp, { params }));
      const code = codeAt(bytesOf(secret), Date.now() - step);
      await portal.get(confirmApp, { params, body: { name: "Phone", code } });
    } else {
      await portal.get(leave, { params });
      await visitor.logIn({ ...newcomer, secret: Buffer.from(bytesOf(secret)).toString("base64") });
    }
  };
  const answer = await visitor.open(`${site}/secret/`, { meanwhile });
  expect(answer).toMatchObject({ status: 200, body: "The page secret" });
  expect(shown).toEqual(["set-up", "log-in-again"]);
});

test("a logout in Apache ends the portal's login", async () => {
  const visitor = await server.visitor(other);
  await visitor.open(`${site}/page/`);
  const bye = `${site}/bye/`;
  const left = await visitor.open(`${site}/callback?logout=${encodeURIComponent(bye)}`);
  expect(left).toMatchObject({ url: { href: bye }, status: 200, body: "The page bye" });
  expect(await visitor.portal.get(whereAmI, { params: { realm: "user" } })).toEqual({ at: "start" });
  expect((await visitor.open(`${site}/page/`, { until: `${server.origin}/authorize` })).status).toBe(303);
});

test("a logout in the portal ends the session in Apache", async () => {
  const visitor = await server.visitor(other);
  await visitor.open(`${site}/page/`);
  const isInside = async () => (await visitor.open(`${site}/page/`, { until: server.origin })).status === 200;
  expect(await isInside()).toBe(true);
  await visitor.portal.get(leave, { params: { realm: "user" } });
  await vi.waitFor(async () => expect(await isInside()).toBe(false), { timeout: 10_000, interval: 100 });
});
