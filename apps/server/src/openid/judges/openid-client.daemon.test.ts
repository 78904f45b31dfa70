import { setUserState } from "@sallyport/contract/users";
import {
  buildEndSessionUrl,
  ClientSecretBasic,
  ClientSecretPost,
  fetchUserInfo,
  None,
  refreshTokenGrant,
  tokenIntrospection,
  tokenRevocation,
} from "openid-client";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Receiver, startReceiver } from "../../../lab/receiver.ts";
import type { Inhabitant } from "../../../lab/town.ts";
import { JudgedServer, type Registered } from "./judged-server.fixture.ts";
import { discovered, logIn, redeemedAtOnce, signedIn } from "./openid-client.fixture.ts";

const wikiAddress = "http://127.0.0.1:3001";
const boardAddress = "http://127.0.0.1:3003";

let server: JudgedServer;
let receiver: Receiver;
let mailAddress: string;
/** A confidential application with refresh tokens. */
let wiki: Registered;
/** A confidential application without refresh tokens. */
let mail: Registered;
/** A public application. */
let board: Registered;

beforeAll(async () => {
  server = await JudgedServer.start();
  receiver = await startReceiver();
  wiki = await server.register(wikiAddress, {
    keepsAccess: true,
    afterLogoutAddresses: [`${wikiAddress}/bye`],
    callbackAddresses: [`${wikiAddress}/callback`],
  });
  mailAddress = `http://127.0.0.1:${receiver.port}`;
  mail = await server.register(mailAddress, { logoutAddress: `${mailAddress}/logout` });
  board = await server.register(boardAddress, { clientType: "public", origins: [boardAddress] });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});

const person = (index = 0): Inhabitant => inhabitant(server.town.unrequired, index);

function inhabitant(all: readonly Inhabitant[], index: number): Inhabitant {
  const found = all[index];
  if (!found) throw new Error("The town has too few people.");
  return found;
}

const isRefused = (error: string) => expect.objectContaining({ error });

describe("a login", () => {
  test("after discovery, to a public application with PKCE", async () => {
    const config = await discovered(board, None());
    expect(config.serverMetadata()).toMatchObject({
      issuer: server.origin,
      code_challenge_methods_supported: ["S256"],
      authorization_response_iss_parameter_supported: true,
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
    });
    const tokens = await logIn(config, await server.visitor(person()), boardAddress);
    expect(tokens.claims()).toMatchObject({ sub: person().id, acr: "pwd", amr: ["pwd"], groups: [] });
    expect(await fetchUserInfo(config, tokens.access_token, person().id)).toMatchObject({
      sub: person().id,
      email: person().login,
      email_verified: false,
    });
  });

  test("to a public application fails without PKCE", async () => {
    const config = await discovered(board, None());
    const visitor = await server.visitor(person());
    await expect(logIn(config, visitor, boardAddress, { hasPkce: false })).rejects.toEqual(
      isRefused("invalid_request"),
    );
  });

  test.for([
    ["client_secret_basic and PKCE", ClientSecretBasic, true],
    ["client_secret_basic and no PKCE", ClientSecretBasic, false],
    ["client_secret_post and PKCE", ClientSecretPost, true],
    ["client_secret_post and no PKCE", ClientSecretPost, false],
  ] as const)("to a confidential application with %s", async ([_name, how, hasPkce]) => {
    const config = await discovered(mail, how(mail.secret));
    const tokens = await logIn(config, await server.visitor(person()), mailAddress, { hasPkce });
    expect(tokens.claims()).toMatchObject({ sub: person().id, aud: mail.id });
  });

  test.for([
    ["client_secret_basic", ClientSecretBasic],
    ["client_secret_post", ClientSecretPost],
  ] as const)("fails with a wrong secret in %s", async ([_name, how]) => {
    const config = await discovered(mail, how(wiki.secret));
    const visitor = await server.visitor(person());
    await expect(logIn(config, visitor, mailAddress)).rejects.toMatchObject({ status: 401 });
  });

  test("with a pushed request", async () => {
    const config = await discovered(mail);
    const tokens = await logIn(config, await server.visitor(person()), mailAddress, { isPushed: true });
    expect(tokens.claims()).toMatchObject({ sub: person().id });
  });

  test("with form_post", async () => {
    const config = await discovered(mail);
    const parameters = { response_mode: "form_post" };
    const tokens = await logIn(config, await server.visitor(person()), mailAddress, { parameters });
    expect(tokens.claims()).toMatchObject({ sub: person().id });
  });

  test("with a second factor, if the application asks for one", async () => {
    const ada = inhabitant(server.town.people, 0);
    const parameters = { acr_values: "mfa" };
    const tokens = await logIn(await discovered(mail), await server.visitor(ada), mailAddress, {
      parameters,
    });
    expect(tokens.claims()).toMatchObject({ sub: ada.id, acr: "mfa", amr: ["pwd", "otp", "mfa"] });
  });
});

describe("tokens", () => {
  test("an application can introspect and revoke its own, and no other's", async () => {
    const [own, foreign] = [await discovered(mail), await discovered(wiki)];
    const { access_token: token } = await logIn(own, await server.visitor(person()), mailAddress);
    expect(await tokenIntrospection(own, token)).toMatchObject({
      active: true,
      sub: person().id,
      client_id: mail.id,
    });
    expect(await tokenIntrospection(foreign, token)).toEqual({ active: false });
    await tokenRevocation(foreign, token).catch(() => undefined);
    expect(await tokenIntrospection(own, token)).toMatchObject({ active: true });
    await tokenRevocation(own, token);
    expect(await tokenIntrospection(own, token)).toEqual({ active: false });
    await expect(fetchUserInfo(own, token, person().id)).rejects.toMatchObject({ status: 401 });
  });

  test("an application gets a refresh token only if it keeps its access", async () => {
    const visitor = await server.visitor(person());
    const parameters = { scope: "openid offline_access email groups" };
    const other = await logIn(await discovered(mail), visitor, mailAddress, { parameters });
    expect(other).not.toHaveProperty("refresh_token");
    const config = await discovered(wiki);
    const tokens = await logIn(config, visitor, wikiAddress, { parameters });
    const next = await refreshTokenGrant(config, tokens.refresh_token ?? "");
    expect(next.claims()).toMatchObject({ sub: person().id, groups: [], email: person().login });
    await expect(refreshTokenGrant(config, tokens.refresh_token ?? "")).rejects.toEqual(
      isRefused("invalid_grant"),
    );
  });

  test("suspension ends them at the next request", async () => {
    const bob = person(1);
    const config = await discovered(wiki);
    const tokens = await logIn(config, await server.visitor(bob), wikiAddress);
    await fetchUserInfo(config, tokens.access_token, bob.id);
    await server.administrator.portal.get(setUserState, {
      params: { id: bob.id },
      body: { state: "suspended" },
    });
    await expect(fetchUserInfo(config, tokens.access_token, bob.id)).rejects.toMatchObject({ status: 401 });
    await expect(refreshTokenGrant(config, tokens.refresh_token ?? "")).rejects.toEqual(
      isRefused("invalid_grant"),
    );
    expect(await tokenIntrospection(config, tokens.access_token)).toEqual({ active: false });
  });
});

describe("a logout", () => {
  test("in an application ends the portal's login, and the other applications are told", async () => {
    const visitor = await server.visitor(person(2));
    const atMail = await logIn(await discovered(mail), visitor, mailAddress);
    const config = await discovered(wiki);
    const atWiki = await logIn(config, visitor, wikiAddress);
    const before = receiver.received.length;
    const bye = `${wikiAddress}/bye`;
    const parameters = {
      id_token_hint: atWiki.id_token ?? "",
      post_logout_redirect_uri: bye,
      state: "a state",
    };
    const { url } = await visitor.open(buildEndSessionUrl(config, parameters).href, { until: bye });
    expect(url.href).toBe(`${bye}?state=a+state`);
    await expect(logIn(config, visitor, wikiAddress, { parameters: { prompt: "none" } })).rejects.toEqual(
      isRefused("login_required"),
    );
    const told = await vi.waitUntil(() => receiver.received[before], { timeout: 10_000 });
    const token = new URLSearchParams(told.body).get("logout_token") ?? "";
    expect(await signedIn(token, server.origin)).toMatchObject({
      iss: server.origin,
      aud: mail.id,
      sub: person(2).id,
      sid: atMail.claims()?.["sid"],
      events: { "http://schemas.openid.net/event/backchannel-logout": {} },
    });
  });
});

test("of a hundred requests at once, one redeems a code or a refresh token", async () => {
  const redeemed = await redeemedAtOnce(wiki, await server.visitor(person()), wikiAddress);
  expect(redeemed).toEqual({
    codes: { accepted: 1, refused: 99 },
    refreshTokens: { accepted: 1, refused: 99 },
  });
});
