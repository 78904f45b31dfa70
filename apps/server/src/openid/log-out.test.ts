import { confirmLogOut, showAuthorization } from "@sallyport/contract/authorization";
import { whereAmI } from "@sallyport/contract/sign-in";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { asUser, loggedIn, ursula } from "../../lab/simulation/people.ts";
import { idIn, RelyingParty, send } from "../../lab/simulation/relying-party.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";

let world: SimulatedApp;
let wiki: RelyingParty;

beforeEach(async () => {
  world = await simulateApp();
  await world.addAccount(ursula);
  wiki = await RelyingParty.add(world);
});
afterEach(() => world[Symbol.asyncDispose]());

const bye = () => wiki.callback.replace("/callback", "/bye");
const logOut = (parameters: Record<string, string>, browser: Browser, method: "GET" | "POST" = "GET") => {
  const query = new URLSearchParams(parameters).toString();
  return method === "GET"
    ? send(world, `/oidc/session/end?${query}`, {}, browser)
    : send(world, "/oidc/session/end", { method, form: parameters }, browser);
};
const isLoggedIn = async (browser: Browser) => (await browser.get(whereAmI, asUser)).at === "signed-in";

test.for(["GET", "POST"] as const)(
  "with the ID token of this login, %s ends both at once",
  { tags: ["AT-145", "oidcc-rp-initiated-logout"] },
  async (method) => {
    const browser = await loggedIn(world, ursula);
    const { id_token: hint, access_token: token } = await wiki.tokens(browser);
    // A request from the application's page lacks the portal's session cookie, which is `SameSite=Strict`.
    const atApplication = world.browser();
    const session = browser.cookies.get("__Host-sallyport-openid") ?? "";
    atApplication.cookies.set("__Host-sallyport-openid", session);
    const parameters = { id_token_hint: hint, post_logout_redirect_uri: bye(), state: "s" };
    expect((await logOut(parameters, atApplication, method)).location).toBe(`${bye()}?state=s`);
    expect(await isLoggedIn(browser)).toBe(false);
    expect((await wiki.userinfo(token)).status).toBe(401);
  },
);

test("without it, the portal asks", {
  tags: ["AT-115", "oidcc-rp-initiated-logout-no-id-token-hint"],
}, async () => {
  const browser = await loggedIn(world, ursula);
  await wiki.logIn(browser);
  const earlier = await wiki.tokens(await loggedIn(world, ursula));
  const ways: Record<string, string>[] = [{}, { client_id: wiki.id }, { id_token_hint: earlier.id_token }];
  for (const parameters of ways) {
    const params = { id: idIn(await logOut({ ...parameters, post_logout_redirect_uri: bye() }, browser)) };
    expect(await browser.get(showAuthorization, { params })).toMatchObject({ at: "log-out" });
    expect(await world.browser().refusal(confirmLogOut, { params })).toMatchObject({ code: "link-invalid" });
    expect(await isLoggedIn(browser)).toBe(true);
  }
  const params = { id: idIn(await logOut({ client_id: wiki.id, post_logout_redirect_uri: bye() }, browser)) };
  expect(await browser.get(confirmLogOut, { params })).toEqual({ address: bye() });
  expect(await isLoggedIn(browser)).toBe(false);
  expect(await browser.refusal(confirmLogOut, { params })).toMatchObject({ code: "link-invalid" });
});

test("leads to no foreign address, and takes no forged token", {
  tags: ["AT-115", "AT-132", "oidcc-rp-initiated-logout-bad-post-logout-redirect-uri"],
}, async () => {
  const browser = await loggedIn(world, ursula);
  const { id_token: hint } = await wiki.tokens(browser);
  const [head = "", payload = ""] = hint.split(".");
  const refused = async (parameters: Record<string, string>) =>
    (await logOut(parameters, browser)).location.replace("/application-refused?reason=", "");
  for (const address of ["https://evil.example/", `${bye()}/`, `${bye()}#a`, `${bye()}.evil.example`])
    expect(await refused({ id_token_hint: hint, post_logout_redirect_uri: address })).toBe("unknown-address");
  expect(await refused({ id_token_hint: `${head}.${payload}.AAAA` })).toBe("bad-request");
  expect(await refused({ id_token_hint: "nonsense" })).toBe("bad-request");
  expect(await refused({ client_id: "unknown" })).toBe("unknown-application");
  expect(await isLoggedIn(browser)).toBe(true);
});

test("without a session, the browser goes straight on", async () => {
  expect(
    (await logOut({ client_id: wiki.id, post_logout_redirect_uri: bye() }, world.browser())).location,
  ).toBe(bye());
  expect(
    (await logOut({ post_logout_redirect_uri: "https://evil.example/" }, world.browser())).location,
  ).toBe("/");
});
