import { expect, type Page } from "@playwright/test";
import type { Endpoint, Reply } from "@sallyport/contract/endpoint";
import * as signIn from "@sallyport/contract/sign-in";
import { fromBase32 } from "@sallyport/totp/secret";
import { codeAt } from "@sallyport/totp/totp";
import type { Person } from "./person.ts";

/** Logs in through the API, while `enterConsole` in set-up.ts uses the forms. */
export async function openConsole(admin: Person): Promise<void> {
  const { page, login, password } = admin;
  await page.goto("/admin");
  const now = await page.evaluate(() => Date.now());
  await post(page, signIn.submitPassword, { login, password });
  if (admin.secret) await post(page, signIn.submitPasscode, { code: codeAt(admin.secret, now) });
  else admin.secret = await setUp(page, now);
  await page.goto("/admin/users");
  await expect(page.getByRole("heading", { name: "Users", level: 1 })).toBeVisible();
}

async function setUp(page: Page, now: number): Promise<Uint8Array> {
  const { secret } = await post(page, signIn.beginSetUp);
  const bytes = fromBase32(secret) ?? new Uint8Array();
  await post(page, signIn.confirmSetUp, { code: codeAt(bytes, now) });
  const { set } = await post(page, signIn.makeFirstRecoveryCodes);
  await post(page, signIn.keepFirstRecoveryCodes, { set });
  await post(page, signIn.acknowledgeSetUp);
  return bytes;
}

/** Sends a request from a portal page, so the request has the administrator's cookies. */
async function post<E extends Endpoint>(page: Page, { path, reply }: E, body?: unknown): Promise<Reply<E>> {
  const request = { path: path.replace(":realm", "administrator"), body: JSON.stringify(body) };
  const answer = await page.evaluate(async ({ path: to, body: text }) => {
    const headers: HeadersInit = text === undefined ? {} : { "content-type": "application/json" };
    const response = await fetch(to, {
      method: "POST",
      headers,
      ...(text === undefined ? {} : { body: text }),
    });
    return { ok: response.ok, status: response.status, text: await response.text() };
  }, request);
  if (!answer.ok) throw new Error(`POST ${request.path}: ${answer.status} ${answer.text}`);
  return reply.parse(JSON.parse(answer.text)) as Reply<E>;
}
