import type { PasskeyChallenge } from "@sallyport/contract/passkey";
import { SoftPasskey } from "@sallyport/server/lab/simulation/soft-passkey.ts";
import { addressOf, type Person } from "@sallyport/server/lab/town.ts";
import { fromBase32 } from "@sallyport/totp/secret";
import { codeAt } from "@sallyport/totp/totp";
import type { Connection } from "./connection.ts";
import { headersFor, require } from "./logins.ts";

type Cookies = ReadonlyMap<string, string>;

interface Visit {
  connection: Connection;
  origin: string;
  headers: Record<string, string>;
}

const path = "/api/user/sign-in";

export function visit(connection: Connection, origin: string, index: number): Visit {
  return { connection, origin, headers: headersFor(origin, addressOf(index)) };
}

async function logInToSetUp({ connection, headers }: Visit, { login, password }: Person): Promise<Cookies> {
  const sending = { method: "POST", path: `${path}/password`, headers, body: { login, password } };
  return require(await connection.send(sending), '"set-up"').cookies;
}

/** Enrols an app with seven requests. The server hashes the password and ten recovery codes. */
export async function enrolApp(here: Visit, person: Person): Promise<void> {
  const { connection, headers } = here;
  const before = await logInToSetUp(here, person);
  const post = { method: "POST", headers };
  const shown = await connection.send({ ...post, path: `${path}/set-up`, cookies: before });
  const { cookies: ofBrowser, body: begun } = require(shown, '"secret"');
  const { secret } = JSON.parse(begun) as { secret: string };
  const code = codeAt(fromBase32(secret) ?? new Uint8Array(), Date.now());
  const cookies = new Map([...before, ...ofBrowser]);
  const token = { ...post, path: `${path}/set-up/token`, cookies, body: { code } };
  const { cookies: renewed } = require(await connection.send(token), '"set-up-complete"');
  const after = { ...post, cookies: new Map([...cookies, ...renewed]) };
  const codes = await connection.send({ ...after, path: `${path}/set-up/recovery-codes` });
  const { set } = JSON.parse(require(codes, '"set"').body) as { set: string };
  require(await connection.send({
    ...after,
    path: `${path}/set-up/recovery-codes/saved`,
    body: { set },
  }), "{}");
  require(await connection.send({ ...after, path: `${path}/set-up/acknowledge` }), '"at"');
}

export async function enrolPasskey(here: Visit, person: Person): Promise<SoftPasskey> {
  const { connection, origin, headers } = here;
  const before = await logInToSetUp(here, person);
  const post = { method: "POST", headers };
  const asked = await connection.send({ ...post, path: `${path}/set-up/passkey/question`, cookies: before });
  const passkey = new SoftPasskey({ clientData: { origin } });
  const { cookies: ofBrowser, body: challenge } = require(asked, '"challenge"');
  const registration = passkey.make(challengeIn(challenge));
  const body = { name: "A passkey", registration };
  const cookies = new Map([...before, ...ofBrowser]);
  const made = await connection.send({ ...post, path: `${path}/set-up/passkey`, cookies, body });
  require(made, '"set-up-complete"');
  return passkey;
}

/** Logs in with two requests, which compute no password hash. */
export async function logInWithPasskey({ connection, headers }: Visit, passkey: SoftPasskey): Promise<void> {
  const post = { method: "POST", headers };
  const { cookies, body } = require(await connection.send({
    ...post,
    path: `${path}/passkey/question`,
  }), '"challenge"');
  const assertion = passkey.respond(challengeIn(body));
  const sending = { ...post, path: `${path}/passkey`, cookies, body: { assertion } };
  require(await connection.send(sending), '"signed-in"');
}

function challengeIn(body: string): PasskeyChallenge {
  return JSON.parse(body) as PasskeyChallenge;
}
