import {
  type Authorization,
  finishAuthorization,
  showAuthorization,
} from "@sallyport/contract/authorization";
import type { AppParts } from "@sallyport/server/src/app.ts";
import { sessionCookie } from "@sallyport/server/src/http/visit.ts";
import { Trouble } from "../trouble.ts";
import { openSession } from "./open-session.ts";
import { type Answer, Visit } from "./visit.ts";

export interface LoginParts {
  parts: Pick<AppParts, "database" | "clock" | "portalOrigin">;
  /** Where the server behind the front listens. */
  port: number;
}

/**
 * Answers an application's authorization request as this user.
 * @returns the address at the application to which the browser would go
 */
export async function logIn(
  { parts, port }: LoginParts,
  { authorization, user }: { authorization: string; user: string },
): Promise<string> {
  const { portalOrigin } = parts;
  const asked = new URL(authorization);
  if (asked.origin !== portalOrigin || asked.pathname !== "/oidc/auth")
    throw new Trouble(
      `${asked.origin}${asked.pathname} isn't ${portalOrigin}/oidc/auth. Give the authorization URL.`,
    );
  const visit = new Visit({ origin: portalOrigin, port });
  visit.setCookie(sessionCookie("user"), await openSession(parts, user));
  const begun = await visit.send(asked.pathname + asked.search);
  const id = /^\/authorize\/([\w-]+)$/.exec(begun.location ?? "")?.[1];
  if (id === undefined) return atApplication(begun, portalOrigin);
  const finished = await visit.send(pathOf(finishAuthorization.path, id), {
    method: "POST",
    headers: { "content-type": "application/json", origin: portalOrigin },
    body: JSON.stringify({ isConfirmed: true }),
  });
  if (finished.status !== 200) throw new Trouble(await whyNot(visit, id, user));
  const { address } = JSON.parse(finished.body) as { address: string };
  return atApplication(await visit.send(address), portalOrigin);
}

function atApplication({ location, status, body }: Answer, origin: string): string {
  if (location !== null && new URL(location, origin).origin !== origin) return location;
  if (location !== null) throw new Trouble(`The provider refused the request: it leads to ${location}.`);
  throw new Trouble(`The provider refused the request with ${status}: ${body.slice(0, 500)}`);
}

const reasons: Readonly<Record<Authorization["at"], string>> = {
  login: "the account is locked or suspended, or its set-up of MFA is due",
  "set-up": 'the login needs a second factor, and the account has none: give it "totp": true in the seed',
  "log-in-again": "the login needs a second factor",
  "fresh-proof": "the login needs a fresh proof",
  confirmation: "the login needs a confirmation",
  ready: "the provider didn't finish",
  refused: "the application isn't open to this user, or asks for another one",
  "log-out": "the application asks for a logout",
};

async function whyNot(visit: Visit, id: string, user: string): Promise<string> {
  const shown = await visit.send(pathOf(showAuthorization.path, id));
  const { at } = JSON.parse(shown.body) as { at?: Authorization["at"] };
  return `${user} can't log in: ${at === undefined ? shown.body : reasons[at]}.`;
}

function pathOf(path: string, id: string): string {
  return path.replace(":id", id);
}
