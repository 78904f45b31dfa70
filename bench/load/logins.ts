import type { Answer, Connection } from "./connection.ts";
import type { Rota } from "./rota.ts";

export function require(answer: Answer, expected: string): Answer {
  if (answer.status === 200 && answer.body.includes(expected)) return answer;
  throw new Error(`Expected 200 with ${expected}, but got ${answer.status}: ${answer.body.slice(0, 500)}`);
}

export function headersFor(origin: string, address: string): Record<string, string> {
  return {
    host: new URL(origin).host,
    origin,
    "x-forwarded-for": address,
    "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  };
}

/** Logs in with password and passcode in a new browser, and returns the cookies. */
export async function logInToSallyport(
  connection: Connection,
  origin: string,
  rota: Rota,
  realm: "user" | "administrator" = "user",
): Promise<Map<string, string>> {
  const { person, address, code } = rota.next();
  const headers = headersFor(origin, address);
  const path = `/api/${realm}/sign-in`;
  const { login, password } = person;
  const first = { method: "POST", path: `${path}/password`, headers, body: { login, password } };
  const { cookies } = require(await connection.send(first), '"second-factor"');
  const second = { method: "POST", path: `${path}/passcode`, headers, cookies, body: { code: code() } };
  const { cookies: renewed } = require(await connection.send(second), '"signed-in"');
  return new Map([...cookies, ...renewed]);
}

export async function logInToBetterAuth(
  connection: Connection,
  origin: string,
  rota: Rota,
): Promise<Map<string, string>> {
  const { person, address, code } = rota.next();
  const headers = headersFor(origin, address);
  const body = { email: person.login, password: person.password };
  const first = await connection.send({ method: "POST", path: "/api/auth/sign-in/email", headers, body });
  const { cookies } = require(first, '"twoFactorRedirect":true');
  const second = { method: "POST", path: "/api/auth/two-factor/verify-totp", headers, cookies };
  return require(await connection.send({ ...second, body: { code: code() } }), '"token"').cookies;
}
