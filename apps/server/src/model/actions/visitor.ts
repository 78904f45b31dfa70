import * as fc from "fast-check";
import type { Browser } from "../../simulation/browser.ts";
import type { Member } from "../ledger.ts";
import { browserAt, browserCount, type Here, type SessionHere, sessionIn } from "../town.ts";

/** One browser and one person more often than others, since little happens where everybody is new. */
export const browser: fc.Arbitrary<number> = fc.oneof(fc.constant(0), fc.nat(browserCount - 1));
export const member: fc.Arbitrary<number> = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(1));

export interface VisitorHere {
  page: Browser;
  session: SessionHere | undefined;
  /** Whose session it is; the first member, where there is none. */
  owner: Member;
}

export async function visitor({ ledger, town }: Here, index: number): Promise<VisitorHere> {
  const page = browserAt(town, index);
  const session = await sessionIn(town, page);
  const owner = ledger.members.find(({ id }) => id === session?.account_id) ?? ledger.member(0);
  return { page, session, owner };
}
