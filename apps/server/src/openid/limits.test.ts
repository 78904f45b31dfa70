import { finishAuthorization, showAuthorization } from "@sallyport/contract/authorization";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loggedIn, ursula } from "../../lab/simulation/people.ts";
import { idIn, RelyingParty, send } from "../../lab/simulation/relying-party.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { minute } from "../core/clock.ts";

let world: SimulatedApp;
let wiki: RelyingParty;

beforeEach(async () => {
  world = await simulateApp();
  await world.addAccount(ursula);
  wiki = await RelyingParty.add(world);
});
afterEach(() => world[Symbol.asyncDispose]());

const rows = () => world.parts.database.selectFrom("authorizations").selectAll().execute();

/** As if the source had begun this many a moment ago. */
async function begun(source: string, count: number): Promise<void> {
  const now = world.clock.now();
  const row = {
    kind: "log-in",
    source,
    browser_hash: Buffer.alloc(32),
    application_id: null,
    session_id: null,
    used_at: null,
    payload: "{}",
    started_at: now,
    expires_at: now + 5 * minute,
  } as const;
  for (let n = 0; n < count; n += 100) {
    const some = Array.from({ length: 100 }, (_, k) => ({ ...row, id: `${source} ${n + k}` }));
    await world.parts.database.insertInto("authorizations").values(some).execute();
  }
}

describe("a source that begins too many logins", { tags: ["AT-150"] }, () => {
  test("sees one page in a browser, and gets 429 with Retry-After elsewhere, until it has waited", async () => {
    await begun("127.0.0.1", 600);
    const before = (await rows()).length;
    const page = await wiki.begin(world.browser());
    expect([page.status, page.location]).toEqual([303, "/application-refused?reason=too-many"]);
    const answer = await send(world, wiki.address());
    expect([answer.status, answer.headers["retry-after"]]).toEqual([429, "60"]);
    expect(JSON.parse(answer.body)).toMatchObject({ error: "temporarily_unavailable" });
    expect((await rows()).length).toBe(before);
    world.clock.turnTo(world.clock.now() + minute);
    idIn(await wiki.begin(world.browser()));
  });

  test("doesn't keep users of other networks from their applications", async () => {
    await begun("198.51.100.1", 600);
    expect((await wiki.tokens(await loggedIn(world, ursula))).id_token).toBeTruthy();
  });
});

const push = (application: RelyingParty, more: Record<string, string> = {}) => {
  const parameters = Object.fromEntries(new URL(application.address(more), "http://x").searchParams);
  return application.post("/oidc/request", parameters);
};
const redeem = (uri: string, browser = world.browser()) =>
  send(world, `/oidc/auth?client_id=${wiki.id}&request_uri=${encodeURIComponent(uri)}`, {}, browser);
const uriIn = ({ body }: { body: string }) => (JSON.parse(body) as { request_uri: string }).request_uri;

describe("a pushed request", { tags: ["AT-150"] }, () => {
  test("brings one code, also to browsers that began before it was used, and only for a minute", async () => {
    const pushed = await push(wiki);
    expect(pushed.status).toBe(201);
    const slow = await loggedIn(world, ursula);
    const id = idIn(await redeem(uriIn(pushed), slow));
    const fast = await loggedIn(world, ursula);
    await wiki.logIn(fast);
    expect(new URL((await redeem(uriIn(pushed), fast)).location).searchParams.get("code")).toBeTruthy();
    expect((await redeem(uriIn(pushed))).body).toContain("invalid_request_uri");
    const { address } = await slow.get(finishAuthorization, { params: { id }, body: { isConfirmed: true } });
    expect((await send(world, address, {}, slow)).location).not.toContain("code=");
    const late = uriIn(await push(wiki));
    world.clock.turnTo(world.clock.now() + minute + 1);
    expect((await redeem(late)).body).toContain("invalid_request_uri");
  });

  test("counts for the application that has pushed it, and not for its network", async () => {
    await begun("127.0.0.1", 600);
    expect((await push(wiki)).status).toBe(201);
    await begun(`application ${wiki.id}`, 600);
    const refused = await push(wiki);
    expect([refused.status, refused.headers["retry-after"]]).toEqual([429, "60"]);
    expect((await push(await RelyingParty.add(world, { name: "Mail" }))).status).toBe(201);
  });

  test("of an application without a secret counts for its network", async () => {
    const script = await RelyingParty.add(world, { name: "Script", client_type: "public" });
    const form = Object.fromEntries(new URL(script.address(), "http://x").searchParams);
    expect((await send(world, "/oidc/request", { method: "POST", form })).status).toBe(201);
    expect((await rows()).map(({ kind, source }) => [kind, source])).toEqual([["pushed", "127.0.0.1"]]);
  });
});

describe("a request", { tags: ["AT-150"] }, () => {
  test.for([
    ["a parameter", { state: "s".repeat(4_001) }],
    ["an ID token", { id_token_hint: "t".repeat(8_001) }],
    [
      "all parameters together",
      { state: "s".repeat(4_000), nonce: "n".repeat(4_000), login_hint: "l".repeat(2_000) },
    ],
    ["the list of parameters", Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`p${n}`, "v"]))],
  ] as const)("is refused if %s is too long, pushed or not", async ([, more]) => {
    const answer = await send(world, wiki.address(more));
    expect([answer.status, JSON.parse(answer.body)]).toMatchObject([400, { error: "invalid_request" }]);
    const page = await wiki.begin(world.browser(), more);
    expect(page.location).toBe("/application-refused?reason=bad-request");
    const parameters = Object.fromEntries(new URL(wiki.address(more), "http://x").searchParams);
    const pushed = await wiki.post("/oidc/request", parameters);
    expect([pushed.status, JSON.parse(pushed.body)]).toMatchObject([400, { error: "invalid_request" }]);
    expect(await rows()).toEqual([]);
  });

  test("that no browser continues ends after five minutes, and an opened one after an hour", async () => {
    const browser = world.browser();
    const abandoned = idIn(await wiki.begin(browser));
    const opened = idIn(await wiki.begin(browser));
    const show = (id: string) => browser.get(showAuthorization, { params: { id } });
    await show(opened);
    world.clock.turnTo(world.clock.now() + 5 * minute);
    await expect(show(abandoned)).rejects.toThrow("link-invalid");
    world.clock.turnTo(world.clock.now() + 54 * minute);
    expect(await show(opened)).toMatchObject({ at: "login" });
    world.clock.turnTo(world.clock.now() + minute);
    await expect(show(opened)).rejects.toThrow("link-invalid");
  });
});
