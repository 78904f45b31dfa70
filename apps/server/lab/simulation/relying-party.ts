import { createHash, randomBytes, randomUUID } from "node:crypto";
import { finishAuthorization } from "@sallyport/contract/authorization";
import { newSecret, secretColumns } from "../../src/applications/secrets.ts";
import { nameKey } from "../../src/core/folded-words.ts";
import type { ApplicationRow } from "../../src/database/schema.ts";
import { type Browser, portalOrigin } from "./browser.ts";
import type { SimulatedApp } from "./simulated-app.ts";

type Parameters = Record<string, string>;

export interface Got {
  status: number;
  location: string;
  headers: Readonly<Record<string, unknown>>;
  body: string;
}

interface Sent {
  method?: "GET" | "POST" | "OPTIONS";
  headers?: Record<string, string>;
  form?: Parameters;
}

/**
 * Sends a request with the cookies of `browser`, and stores the cookies of the answer. Without `browser`, the request
 * is like one from a server.
 */
export async function send(
  { app }: SimulatedApp,
  url: string,
  { method = "GET", headers = {}, form }: Sent = {},
  browser?: Browser,
): Promise<Got> {
  const response = await app.inject({
    method,
    url,
    headers: {
      host: new URL(portalOrigin).host,
      ...(form ? { "content-type": "application/x-www-form-urlencoded" } : {}),
      ...headers,
    },
    cookies: browser ? Object.fromEntries(browser.cookies) : {},
    ...(form ? { payload: new URLSearchParams(form).toString() } : {}),
  });
  for (const { name, value } of response.cookies) {
    if (value === "") browser?.cookies.delete(name);
    else browser?.cookies.set(name, value);
  }
  const location = response.headers.location ?? "";
  return { status: response.statusCode, location, headers: response.headers, body: response.payload };
}

/** An application that makes its OpenID Connect requests itself, without a library. */
export class RelyingParty {
  readonly id: string;
  readonly secret: string;
  readonly callback: string;
  readonly verifier = randomBytes(32).toString("base64url");
  readonly #world: SimulatedApp;

  private constructor(
    world: SimulatedApp,
    { id, secret, callback }: Record<"id" | "secret" | "callback", string>,
  ) {
    this.#world = world;
    this.id = id;
    this.secret = secret;
    this.callback = callback;
  }

  static async add(
    world: SimulatedApp,
    { groups = [], name = "Wiki", ...changed }: Partial<ApplicationRow> & { groups?: string[] } = {},
  ): Promise<RelyingParty> {
    const { database } = world.parts;
    const id = randomUUID();
    const path = changed.kind === "proxy" ? "/.sallyport/callback" : "/callback";
    const callback = `https://${id}.example${path}`;
    const application = {
      id,
      name,
      name_key: nameKey(name),
      template: null,
      kind: "openid",
      client_type: "confidential",
      launch_address: null,
      second_factor: "account",
      open_to: groups.length > 0 ? "groups" : "everyone",
      keeps_access: 0,
      logout_address: null,
      created_at: world.clock.now(),
      ...changed,
    } as const;
    await database.insertInto("applications").values(application).execute();
    const addresses = [
      { application_id: id, kind: "callback", address: callback },
      { application_id: id, kind: "after-logout", address: `https://${id}.example/bye` },
      { application_id: id, kind: "origin", address: `https://${id}.example` },
    ] as const;
    await database.insertInto("application_addresses").values(addresses).execute();
    for (const group_id of groups)
      await database.insertInto("application_groups").values({ application_id: id, group_id }).execute();
    const secret = newSecret();
    const of = { id: randomUUID(), application_id: id, created_at: world.clock.now() };
    await database
      .insertInto("application_secrets")
      .values({ ...of, ...secretColumns(secret), expires_at: null, last_used_at: null })
      .execute();
    return new RelyingParty(world, { id, secret, callback });
  }

  address(parameters: Parameters = {}): string {
    const challenge = createHash("sha256").update(this.verifier).digest("base64url");
    const all: Parameters = {
      client_id: this.id,
      redirect_uri: this.callback,
      response_type: "code",
      scope: "openid profile email groups",
      state: "a state",
      code_challenge: challenge,
      code_challenge_method: "S256",
      ...parameters,
    };
    const kept = Object.entries(all).filter(([, value]) => value !== "");
    return `/oidc/auth?${new URLSearchParams(kept).toString()}`;
  }

  begin(browser: Browser, parameters: Parameters = {}): Promise<Got> {
    return send(this.#world, this.address(parameters), { headers: { accept: "text/html" } }, browser);
  }

  /**
   * Logs in to the application with a browser that is logged in to the portal.
   * @returns the parameters of the callback
   */
  async logIn(browser: Browser, parameters: Parameters = {}): Promise<URLSearchParams> {
    const begun = await this.begin(browser, parameters);
    if (begun.location.startsWith("http")) return new URL(begun.location).searchParams;
    const id = idIn(begun);
    const { address } = await browser.get(finishAuthorization, {
      params: { id },
      body: { isConfirmed: true },
    });
    return new URL((await send(this.#world, address, {}, browser)).location).searchParams;
  }

  async code(browser: Browser, parameters: Parameters = {}): Promise<string> {
    const answer = await this.logIn(browser, parameters);
    const code = answer.get("code");
    if (code === null) throw new Error(`There is no code: ${answer.toString()}`);
    return code;
  }

  redeem(code: string, changed: Parameters = {}): Promise<Got> {
    return this.post("/oidc/token", {
      grant_type: "authorization_code",
      code,
      redirect_uri: this.callback,
      code_verifier: this.verifier,
      ...changed,
    });
  }

  async tokens(browser: Browser, parameters: Parameters = {}): Promise<Tokens> {
    const { status, body } = await this.redeem(await this.code(browser, parameters));
    if (status !== 200) throw new Error(body);
    return JSON.parse(body) as Tokens;
  }

  refresh(token: string): Promise<Got> {
    return this.post("/oidc/token", { grant_type: "refresh_token", refresh_token: token });
  }

  userinfo(token: string): Promise<Got> {
    return send(this.#world, "/oidc/me", { headers: { authorization: `Bearer ${token}` } });
  }

  post(url: string, form: Parameters): Promise<Got> {
    const basic = Buffer.from(`${this.id}:${this.secret}`).toString("base64");
    return send(this.#world, url, { method: "POST", form, headers: { authorization: `Basic ${basic}` } });
  }
}

export interface Tokens {
  access_token: string;
  id_token: string;
  refresh_token?: string;
}

export function idIn({ location, status, body }: Got): string {
  const id = /^\/authorize\/([\w-]+)$/.exec(location)?.[1];
  if (id === undefined) throw new Error(`No authorization was begun: ${status} ${location} ${body}`);
  return id;
}

export function claimsIn(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as Record<
    string,
    unknown
  >;
}
