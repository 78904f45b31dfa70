import { leave } from "@sallyport/contract/sign-in";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Browser, portalOrigin } from "../../lab/simulation/browser.ts";
import { asUser, loggedIn, ursula } from "../../lab/simulation/people.ts";
import { type Got, RelyingParty } from "../../lab/simulation/relying-party.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { hour } from "../core/clock.ts";
import { askAt, enterDoor, loginAtPortal, type Question } from "./door.fixture.ts";

let world: SimulatedApp;
let userId: string;
let wiki: RelyingParty;
let origin: string;
/** The browser's cookies on the application's host. */
let atWiki: Browser;

beforeEach(async () => {
  world = await simulateApp();
  userId = (await world.addAccount(ursula)).id;
  wiki = await RelyingParty.add(world, { kind: "proxy" });
  origin = new URL(wiki.callback).origin;
  atWiki = world.browser();
});
afterEach(() => world[Symbol.asyncDispose]());

const ask = (uri: string, { browser = atWiki, at = wiki, ...question }: Asked = {}) =>
  askAt({ world, wiki: at, browser }, uri, question);

interface Asked extends Question {
  browser?: Browser;
  at?: RelyingParty;
}

const atPortal = (person: Browser, begun: Got) => loginAtPortal({ wiki }, person, begun);
const enter = (person: Browser, uri = "/page?x=1") =>
  enterDoor({ world, wiki, browser: atWiki }, person, uri);

describe("a login", () => {
  test("leads through the portal, and back to the page that was asked for", async () => {
    const begun = await ask("/page?x=1");
    expect(begun.status).toBe(303);
    const back = await ask(await atPortal(await loggedIn(world, ursula), begun));
    expect([back.status, back.location]).toEqual([303, `${origin}/page?x=1`]);
    const open = await ask("/page?x=1");
    expect(open.status).toBe(200);
    expect(open.headers).toMatchObject({
      "remote-user": "ursula",
      "remote-name": "ursula",
      "remote-email": "ursula@example.com",
      "remote-groups": "-",
    });
    expect(open.headers).not.toHaveProperty("strict-transport-security");
    expect((await ask("/api", { headers: { accept: "*/*", "x-forwarded-method": "POST" } })).status).toBe(
      200,
    );
    expect((await ask("/", { variant: "/check" })).status).toBe(200);
  });

  test("sets a cookie for this host alone, and stores only its hash", {
    tags: ["AT-149"],
  }, async () => {
    const [cookie] = [(await enter(await loggedIn(world, ursula))).headers["set-cookie"]].flat(2).slice(-1);
    expect(cookie).toMatch(/^__Host-sallyport-door=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const [row] = await world.parts.database.selectFrom("door_entries").selectAll().execute();
    expect(row?.token_hash.length).toBe(32);
    const left = await world.parts.database
      .selectFrom("openid_records")
      .select("kind")
      .where("kind", "=", "AccessToken")
      .execute();
    expect(left).toEqual([]);
  });

  test("returns to its own page in each of two tabs", { tags: ["AT-126"] }, async () => {
    const person = await loggedIn(world, ursula);
    const [first, second] = [await ask("/first"), await ask("/second")];
    expect((await ask(await atPortal(person, first))).location).toBe(`${origin}/first`);
    expect((await ask(await atPortal(person, second))).location).toBe(`${origin}/second`);
  });

  test.for(["//evil.example/", "/\\evil.example/", `/${"x".repeat(4000)}`])(
    "never returns to another origin: %s",
    async (uri) => {
      expect((await enter(await loggedIn(world, ursula), uri)).location).toBe(`${origin}/`);
    },
  );

  test("that another browser ends is refused", { tags: ["AT-126"] }, async () => {
    const callback = await atPortal(await loggedIn(world, ursula), await ask("/"));
    const other = world.browser();
    expect((await ask(callback, { browser: other })).status).toBe(400);
    expect(other.cookies.has("__Host-sallyport-door")).toBe(false);
    expect((await ask(callback)).status).toBe(303);
    expect((await ask(callback)).status).toBe(400);
  });

  test("with a changed state, code or issuer is refused", { tags: ["AT-126", "AT-127"] }, async () => {
    const person = await loggedIn(world, ursula);
    const changed = async (name: string, value: string) => {
      const callback = new URL(await atPortal(person, await ask("/")), origin);
      callback.searchParams.set(name, value);
      return (await ask(callback.pathname + callback.search)).status;
    };
    expect(await changed("state", `x.${Buffer.from("/").toString("base64url")}`)).toBe(400);
    expect(await changed("code", "x".repeat(43))).toBe(400);
    expect(await changed("iss", "https://evil.example")).toBe(400);
  });

  test("that the user cancels doesn't open the application", async () => {
    const state = new URL((await ask("/")).location).searchParams.get("state") ?? "";
    const parameters = new URLSearchParams({ error: "access_denied", state, iss: portalOrigin });
    const cancelled = await ask(`/.sallyport/callback?${parameters.toString()}`);
    expect([cancelled.status, cancelled.headers["content-type"]]).toEqual([403, "text/plain; charset=utf-8"]);
  });
});

describe("without a login", () => {
  test.for([
    ["a script", { accept: "application/json" }],
    ["a script's request for a page", { "sec-fetch-mode": "cors" }],
    ["a form", { "x-forwarded-method": "POST" }],
    ["a request whose method the proxy doesn't say", { "x-forwarded-method": "" }],
    ["a request whose address the proxy doesn't say", { "x-forwarded-uri": "" }],
  ] as const)("%s gets 401", { tags: ["AT-125"] }, async ([, headers]) => {
    expect((await ask("/", { headers })).status).toBe(401);
  });

  test("the variant for nginx never redirects, also not from the callback", async () => {
    const callback = await atPortal(await loggedIn(world, ursula), await ask("/"));
    expect((await ask("/", { variant: "/check" })).status).toBe(401);
    expect((await ask(callback, { variant: "/check" })).status).toBe(401);
    expect((await ask(callback)).status).toBe(303);
    expect((await ask(callback, { variant: "/check" })).status).toBe(401);
  });

  test.for(["", "x", "%", "A".repeat(43), `${"A".repeat(43)}"`, "null", "B".repeat(8000)])(
    "a cookie that isn't one opens nothing: %s",
    { tags: ["AT-120"] },
    async (value) => {
      await enter(await loggedIn(world, ursula));
      atWiki.cookies.set("__Host-sallyport-door", value);
      expect((await ask("/", { variant: "/check" })).status).toBe(401);
    },
  );

  test("no header opens the door, and no path or host that it names", { tags: ["AT-124"] }, async () => {
    for (const uri of ["/", "/public", "/PUBLIC/../x", "/static/a.css", "/.well-known/acme-challenge/x"]) {
      for (const host of ["wiki.example", "WIKI.example", "portal.localhost:8080", "open.example"]) {
        const headers = {
          "x-forwarded-host": host,
          "x-original-url": "/public",
          "x-forwarded-for": "127.0.0.1",
        };
        const { status } = await ask(uri, { headers, variant: "/check" });
        expect([uri, host, status]).toEqual([uri, host, 401]);
      }
    }
  });

  test("an application that isn't behind a proxy has no door", async () => {
    const openid = await RelyingParty.add(world, { name: "Mail" });
    expect((await ask("/", { at: openid })).status).toBe(404);
  });

  test("the cookie of one application doesn't open another", { tags: ["AT-121"] }, async () => {
    await enter(await loggedIn(world, ursula));
    const other = await RelyingParty.add(world, { name: "Mail", kind: "proxy" });
    expect((await ask("/", { at: other, variant: "/check" })).status).toBe(401);
  });
});

describe("the door closes at the next request", { tags: ["AT-128"] }, () => {
  let person: Browser;
  beforeEach(async () => {
    person = await loggedIn(world, ursula);
    await enter(person);
    if ((await ask("/", { variant: "/check" })).status !== 200) throw new Error("The door didn't open.");
  });

  test("after the log-out at the portal", async () => {
    await person.get(leave, asUser);
    expect((await ask("/", { variant: "/check" })).status).toBe(401);
    expect((await ask("/")).status).toBe(303);
  });

  test("after the session has expired", async () => {
    world.clock.turnTo(world.clock.now() + hour);
    expect((await ask("/", { variant: "/check" })).status).toBe(401);
  });

  test.for([{ state: "suspended" }, { deadline_locked_at: 1 }] as const)(
    "after a change of the account: %o",
    async (changed) => {
      await world.parts.database.updateTable("accounts").set(changed).where("id", "=", userId).execute();
      expect((await ask("/", { variant: "/check" })).status).toBe(401);
    },
  );

  test("to users who aren't in its groups any more, with 403", async () => {
    await world.parts.database.updateTable("applications").set({ open_to: "groups" }).execute();
    expect((await ask("/", { variant: "/check" })).status).toBe(403);
    expect((await ask("/")).body).toContain("Ask an administrator");
  });

  test("to a password alone, after the application requires a second factor", async () => {
    await world.parts.database.updateTable("applications").set({ second_factor: "always" }).execute();
    expect((await ask("/", { variant: "/check" })).status).toBe(401);
  });
});
