import * as contract from "@sallyport/contract/security";
import * as fc from "fast-check";
import { type AnyAction, action } from "../action.ts";
import { insist, type KnownSession } from "../ledger.ts";
import type { Here } from "../town.ts";
import { anyTab, type CallerHere, caller, type Tab } from "./caller.ts";
import { anyCode, type CodeKind } from "./codes.ts";
import { givePasscode } from "./signing-in.ts";

const tenMinutes = 10 * 60_000;

export function insistOnFreshProof({ ledger, town }: Here, { session, owner }: CallerHere): KnownSession {
  const now = town.world.clock.now();
  ledger.reach("changes under My security", owner);
  const known = session && ledger.sessions.get(session.id);
  insist(known !== undefined, "a change was accepted without a session");
  insist(
    !owner.isEnrolled || known.proof === "factor",
    "a change was accepted without the factor that is held",
  );
  const isFresh = known.provedAt <= now && now < known.provedAt + tenMinutes;
  insist(isFresh, "a change was accepted without a fresh proof");
  return known;
}

const provePassword = action<{ tab: Tab; isRight: boolean }>(
  "provePassword",
  { tab: anyTab, isRight: fc.boolean() },
  async (here, { tab, isRight }) => {
    const { page, params, former, session, owner } = await caller(here, tab);
    const body = { password: isRight ? owner.password : "not the right one" };
    const answer = await page.ask(contract.provePassword, { params, body });
    if (!isRight) here.ledger.wrongPasswords++;
    if (!answer.ok) return;
    const known = session && here.ledger.sessions.get(session.id);
    insist(isRight && known !== undefined, "a wrong password was taken for a proof");
    insist(!owner.isEnrolled, "a password was taken for a proof of an account with a factor");
    known.provedAt = here.town.world.clock.now();
    if (former !== undefined) here.ledger.formerTokens.add(former);
  },
);

const provePasscode = action<{ tab: Tab; kind: CodeKind }>(
  "provePasscode",
  { tab: anyTab, kind: anyCode },
  (here, given) => givePasscode(here, given, contract.provePasscode),
);

export const proving: AnyAction[] = [provePassword, provePasscode];
