import type { Page } from "@playwright/test";
import type { Endpoint, Reply } from "@sallyport/contract/endpoint";
import * as signIn from "@sallyport/contract/sign-in";
import { listUsers, saveUser } from "@sallyport/contract/users";
import { fromBase32 } from "@sallyport/totp/secret";
import { codeAt } from "@sallyport/totp/totp";
import type { Person } from "./person.ts";

/**
 * Logs in without the forms, and sets up MFA if it is due. After that, the story must open a page itself. `logIn` in
 * sign-in.ts uses the forms.
 */
export async function logInByRequests(person: Person): Promise<void> {
  const { page, realm, login, password } = person;
  const params = { realm };
  // Any page of the portal can send the requests. This one has no scripts to load.
  await page.goto("/health/live");
  const now = await page.evaluate(() => Date.now());
  const { at } = await ask(page, signIn.submitPassword, { params, body: { login, password } });
  if (at === "set-up") person.secret = await setUp(person, now);
  if (at === "second-factor" && person.secret)
    await ask(page, signIn.submitPasscode, { params, body: { code: codeAt(person.secret, now) } });
}

async function setUp({ page, realm }: Person, now: number): Promise<Uint8Array> {
  const params = { realm };
  const { secret } = await ask(page, signIn.beginSetUp, { params });
  const bytes = fromBase32(secret) ?? new Uint8Array();
  await ask(page, signIn.confirmSetUp, { params, body: { code: codeAt(bytes, now) } });
  const { set } = await ask(page, signIn.makeFirstRecoveryCodes, { params });
  await ask(page, signIn.keepFirstRecoveryCodes, { params, body: { set } });
  await ask(page, signIn.acknowledgeSetUp, { params });
  return bytes;
}

/**
 * Requires MFA without the forms, and leaves the administrator logged in.
 *
 * @returns the address of the user's page in the console
 */
export async function requireMfa(admin: Person, user: Person, days: number): Promise<string> {
  const { page } = admin;
  await logInByRequests(admin);
  const { users } = await ask(page, listUsers, { query: { search: user.email } });
  const id = users.find(({ email }) => email === user.email)?.id ?? "";
  await ask(page, saveUser, { params: { id }, body: { mfa: { isRequired: true, days } } });
  return `/admin/users/${id}`;
}

interface Sent {
  params?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
  body?: object;
}

/** Sends a request from the page, so the request has the person's cookies. */
export async function ask<E extends Endpoint>(
  page: Page,
  { method, path, reply }: E,
  { params = {}, query = {}, body }: Sent,
): Promise<Reply<E>> {
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => params[name] ?? "");
  const request = { method, path: `${filled}?${new URLSearchParams(query).toString()}` };
  const answer = await page.evaluate(
    async ({ method: by, path: to, text }) => {
      const json = text === null ? {} : { headers: { "content-type": "application/json" }, body: text };
      const response = await fetch(to, { method: by, ...json });
      return { ok: response.ok, status: response.status, text: await response.text() };
    },
    { ...request, text: body === undefined ? null : JSON.stringify(body) },
  );
  if (!answer.ok) throw new Error(`${method} ${filled}: ${answer.status} ${answer.text}`);
  return reply.parse(JSON.parse(answer.text)) as Reply<E>;
}
