import * as contract from "@sallyport/contract/administrators";
import { submitPassword } from "@sallyport/contract/sign-in";
import { ada } from "../../simulation/people.ts";
import { type AnyAction, action } from "../action.ts";
import { insist, type Ledger } from "../ledger.ts";
import type { Member } from "../member.ts";
import { sessionIdsOf, type Town } from "../town.ts";
import { act, order, refresh } from "./ada.ts";
import { member, otherRealm } from "./caller.ts";
import { daysAfterReset, extend as extendUser, orders, unlock as unlockUser } from "./orders.ts";

const day = 24 * 60 * 60_000;

export const require = act("require", async ({ ledger, town }, owner, days) => {
  await order(town, owner, "require", days);
  if (owner.isRequired) return;
  owner.isRequired = true;
  grace(ledger, owner, town.world.clock.now() + days * day);
});

const unrequire = act("unrequire", async ({ ledger, town }, owner) => {
  await order(town, owner, "unrequire");
  if (!owner.isRequired) return;
  owner.isRequired = false;
  grace(ledger, owner, null);
});

const extend = act("extend", async ({ ledger, town }, owner, granted) => {
  const now = town.world.clock.now();
  const answer = await extendUser(town.ada.page, owner, granted);
  const hasDeadline = owner.realm === "user" && owner.isRequired && !owner.isEnrolled;
  const isOver = owner.isLocked || owner.isOverdue(now) || owner.enrolBy === null;
  const isLater = isOver || now + granted * day > (owner.enrolBy ?? now);
  insist(
    answer.ok === (hasDeadline && isLater),
    "a deadline was extended that there is not, or to no later one",
  );
  if (answer.ok) grace(ledger, owner, now + granted * day);
});

const reset = act("reset", async ({ ledger, town }, owner, granted) => {
  const answer = await orders[owner.realm].reset(town.ada.page, owner, granted);
  insist(answer.ok === owner.isEnrolled, "factors were reset that there are not");
  if (!answer.ok) return;
  owner.loseFactors();
  ledger.forgetPending(owner);
  ledger.mayResetAll(owner);
  // A reset makes MFA required for an administrator, because a password alone must never open the console.
  if (owner.realm === "administrator") owner.isRequired = true;
  const days = daysAfterReset(granted);
  if (owner.isRequired) grace(ledger, owner, days === null ? null : town.world.clock.now() + days * day);
  await insistOnNoSessions(town, owner);
});

function grace(ledger: Ledger, owner: Member, enrolBy: number | null): void {
  owner.enrolBy = owner.realm === "user" ? enrolBy : null;
  owner.isLocked = false;
  ledger.mayUnlock.add(owner.id);
}

const suspend = act("suspend", async ({ town }, owner) => {
  await order(town, owner, "suspend");
  owner.isSuspended = true;
});

const activate = act("activate", async ({ town }, owner) => {
  await order(town, owner, "activate");
  owner.isSuspended = false;
});

const unlock = act("unlock", async ({ town }, owner) => {
  const answer = await unlockUser(town.ada.page, owner, 0);
  insist(answer.ok === (owner.realm === "user"), "an administrator was unlocked as a user");
  if (answer.ok) owner.waits.clear();
});

const endSessions = act("endSessions", async ({ town }, owner) => {
  await order(town, owner, "endSessions");
  await insistOnNoSessions(town, owner);
});

const endEverySession = action("endEverySession", {}, async ({ ledger, town }) => {
  await refresh(town);
  await town.ada.page.get(contract.endEverySession, { query: {} });
  for (const owner of ledger.members) await insistOnNoSessions(town, owner);
});

async function insistOnNoSessions(town: Town, owner: Member): Promise<void> {
  insist((await sessionIdsOf(town, owner)).length === 0, "sessions outlived the act that ends them");
}

/** The endpoints of the other realm must not find the account. */
const mistake = act("mistake", async ({ town }, owner, granted) => {
  for (const mistaken of Object.values(orders[otherRealm(owner.realm)])) {
    const answer = await mistaken(town.ada.page, owner, granted);
    insist(!answer.ok && answer.problem.code === "not-found", "an account was found in the other realm");
  }
});

/** An attacker with ada's password, but without a factor, must not get in. */
const impostor = action<{ who: number }>("impostor", { who: member }, async ({ ledger, town }, { who }) => {
  const browser = town.world.browser({ address: "203.0.113.66" });
  const body = { login: `${ada.login}@example.com`, password: ada.password };
  const stands = await browser.get(submitPassword, { params: { realm: "administrator" }, body });
  insist(stands.at === "second-factor", "an administrator's password alone leads past their factor");
  const owner = ledger.member(who);
  const answer = await orders[owner.realm].suspend(browser, owner, 0);
  insist(!answer.ok, "an administrator's password alone changes an account");
});

export const administrators: AnyAction[] = [
  require,
  require,
  unrequire,
  extend,
  reset,
  suspend,
  activate,
  unlock,
  endSessions,
  endEverySession,
  mistake,
  impostor,
];
