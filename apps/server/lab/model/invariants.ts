import { whereAmI } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { hashOf } from "../../src/core/tokens.ts";
import type { Browser } from "../simulation/browser.ts";
import { insist } from "./ledger.ts";
import { type Reading, takeReading } from "./reading.ts";
import { askForHome, cookieOf, type Here, realms, sessionIn } from "./town.ts";

export async function checkInvariants(here: Here, before: Reading): Promise<void> {
  await checkSessions(here);
  await checkFactors(here);
  for (const browser of here.town.browsers) {
    for (const realm of realms) await checkTab(here, browser, realm);
  }
  await checkWhatOnlyGrows(here, before);
}

async function checkSessions({ ledger, town: { world, ada } }: Here): Promise<void> {
  const { database } = world.parts;
  const sessions = await database
    .selectFrom("sessions")
    .selectAll()
    .where("account_id", "<>", ada.id)
    .execute();
  const former = new Set([...ledger.formerTokens].map((token) => hashOf(token).toString("hex")));
  for (const { id, account_id, realm, aal, token_hash } of sessions) {
    const known = ledger.sessions.get(id);
    insist(known?.owner.id === account_id, "a session came from nowhere");
    insist(realm === known.owner.realm, "a session of one realm is of an account of the other");
    insist(aal === 1 || known.proof === "factor", "a session has AAL2 in which no factor was used");
    insist(!known.owner.isSuspended, "a suspended account has a session");
    insist(!known.owner.isLocked, "an account that its deadline locked has a session");
    insist(
      !former.has(Buffer.from(token_hash).toString("hex")),
      "a former token of a session opens it still",
    );
  }
}

async function checkFactors({ ledger, town: { world } }: Here): Promise<void> {
  const { database } = world.parts;
  const enrolled = await database
    .selectFrom("totp_factors")
    .select(["id", "account_id"])
    .where("state", "<>", "pending")
    .execute();
  const passkeys = await database.selectFrom("passkeys").select(["id", "account_id"]).execute();
  const accounts = await database.selectFrom("accounts").select(["id", "is_enrolled"]).execute();
  const areEnrolled = new Map(accounts.map(({ id, is_enrolled }) => [id, is_enrolled === 1]));
  for (const { id, apps, passkeys: own } of ledger.members) {
    const found = [...enrolled, ...passkeys].filter(({ account_id }) => account_id === id);
    const bound = [...apps.values(), ...own.values()];
    const isSame = found.length === bound.length && found.every((factor) => bound.includes(factor.id));
    insist(isSame, "an account's factors are not those that were confirmed, and not removed");
    insist(
      areEnrolled.get(id) === bound.length > 0,
      "lists show an account in another state than its factors",
    );
  }
}

async function checkTab({ ledger, town }: Here, original: Browser, realm: Realm): Promise<void> {
  if (!original.cookies.has(cookieOf(realm))) return;
  const browser = original.copy();
  const now = town.world.clock.now();
  const session = await sessionIn(town, browser, realm);
  const stands = await browser.get(whereAmI, { params: { realm } });
  const answer = await askForHome(browser, realm);
  const isIn = answer.ok;
  insist(isIn === (stands.at === "signed-in"), "what a browser is told and what it may do are not the same");
  const known = session && ledger.sessions.get(session.id);
  if (!known) {
    insist(stands.at === "start", "a browser without a session does not stand at the start");
    return;
  }
  const { owner } = known;
  if (owner.isOverdue(now)) owner.isLocked = true;
  if (isIn) ledger.reach("looked at: signed in", owner);
  if (owner.isSuspended || owner.isLocked) insist(!isIn, "a suspended or locked account is let in");
  if (stands.at === "second-factor")
    insist(owner.isEnrolled, "a second factor is asked for that is not confirmed");
  if (stands.at === "second-factor" || stands.at === "set-up") {
    const isTold = !answer.ok && answer.problem.code === "mfa-required";
    insist(isTold, "a user was not told that multi-factor authentication is required");
  }
  if (!isIn) return;
  const isPasswordEnough = known.isBoundLate && (owner.realm === "user" || !owner.isRequired);
  insist(
    !owner.isEnrolled || known.proof === "factor" || isPasswordEnough,
    "an account with a factor is in without having used it",
  );
  const hasGrace = owner.enrolBy !== null && owner.enrolBy > now;
  insist(
    !owner.isRequired || owner.isEnrolled || hasGrace,
    "an account is in without the factor it must have",
  );
}

async function checkWhatOnlyGrows({ ledger, town }: Here, before: Reading): Promise<void> {
  const after = await takeReading(town);
  for (const [key, count] of before.wrongCodes) {
    const isLess = (after.wrongCodes.get(key) ?? 0) < count;
    insist(!isLess || ledger.mayReset.has(key), "wrong codes were forgotten without a right one");
  }
  for (const id of before.lockedAccounts) {
    insist(after.lockedAccounts.has(id) || ledger.mayUnlock.has(id), "a deadline's lock lifted by itself");
  }
  for (const owner of ledger.members) {
    const isLocked = after.lockedAccounts.has(owner.id);
    insist(!owner.isLocked || isLocked, "a passed deadline is not on record");
    const due = after.dueDeadlines.get(owner.id);
    const isWaiting = owner.isRequired && !owner.isEnrolled && !isLocked && owner.enrolBy !== null;
    const isFound = due !== undefined && due <= (owner.enrolBy ?? 0);
    insist(isWaiting ? isFound : due === undefined, "the ticker looks at an account too late, or in vain");
  }
  for (const [id, last] of before.lastSteps) {
    insist((after.lastSteps.get(id) ?? last) >= last, "a spent time step became unspent");
  }
}
