import type { Realm } from "@sallyport/contract/text";
import * as fc from "fast-check";
import type { Browser } from "../../simulation/browser.ts";
import type { Member } from "../member.ts";
import { browserAt, browserCount, cookieOf, type Here, type SessionHere, sessionIn } from "../town.ts";

/**
 * The first browser and the first member are picked most often. Otherwise, few random sequences would complete
 * a sign-in, which needs several steps in one browser.
 */
export const browser: fc.Arbitrary<number> = fc.oneof(fc.constant(0), fc.nat(browserCount - 1));
export const member: fc.Arbitrary<number> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constant(1) },
  { weight: 3, arbitrary: fc.constant(2) },
);

export interface Tab {
  browser: number;
  realm: Realm;
}

export const anyTab: fc.Arbitrary<Tab> = fc.record({
  browser,
  realm: fc.constantFrom<Realm[]>("user", "administrator"),
});

export function otherRealm(realm: Realm): Realm {
  return realm === "user" ? "administrator" : "user";
}

export type Visit = { browser: number; who: number };

export const anyVisit = { browser, who: member };

export function tabOf({ ledger }: Here, { browser: at, who }: Visit): Tab {
  return { browser: at, realm: ledger.member(who).realm };
}

export interface CallerHere {
  page: Browser;
  params: { realm: Realm };
  cookie: string;
  former: string | undefined;
  session: SessionHere | undefined;
  /** The owner of the session, or the realm's first member if there is no session. */
  owner: Member;
}

export async function caller({ ledger, town }: Here, { browser: at, realm }: Tab): Promise<CallerHere> {
  const page = browserAt(town, at);
  const cookie = cookieOf(realm);
  const session = await sessionIn(town, page, realm);
  const owner = ledger.members.find(({ id }) => id === session?.account_id) ?? ledger.firstOf(realm);
  return { page, params: { realm }, cookie, former: page.cookies.get(cookie), session, owner };
}
