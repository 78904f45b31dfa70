import { acceptPasswordReset, askForPasswordReset } from "@sallyport/contract/password-reset";
import * as contract from "@sallyport/contract/sign-in";
import * as fc from "fast-check";
import { type AnyAction, action } from "../action.ts";
import { insist } from "../ledger.ts";
import type { Member } from "../member.ts";
import { askForHome, browserAt, cookieOf, type Here, realms, sessionIdsOf } from "../town.ts";
import { anyTab, browser, caller, member, type Tab } from "./caller.ts";
import { anyCode, type CodeKind, codeFor } from "./codes.ts";

const stealCookies = action<{ from: number; to: number }>(
  "stealCookies",
  { from: browser, to: browser },
  async ({ ledger, town }, { from, to }) => {
    const stolen = browserAt(town, from).cookies;
    const { cookies } = browserAt(town, to);
    if (from === to) return;
    cookies.clear();
    for (const [name, value] of stolen) cookies.set(name, value);
    for (const key of ledger.pending.keys()) if (key.startsWith(`${to}/`)) ledger.pending.delete(key);
    for (const [key, secret] of ledger.pending) {
      if (key.startsWith(`${from}/`)) ledger.pending.set(key.replace(`${from}/`, `${to}/`), secret);
    }
  },
);

/** Uses the token of an earlier step, which an attacker could find in a backup or a log. */
const useFormerToken = action<{ which: number }>(
  "useFormerToken",
  { which: fc.nat(20) },
  async ({ ledger, town }, { which }) => {
    const token = [...ledger.formerTokens].at(-1 - which);
    if (token === undefined) return;
    ledger.reach("former tokens tried");
    const thief = town.world.browser({ address: "203.0.113.66" });
    for (const realm of realms) thief.cookies.set(cookieOf(realm), token);
    for (const realm of realms) {
      insist(!(await askForHome(thief, realm)).ok, "a former token opens the account");
      const { at } = await thief.get(contract.whereAmI, { params: { realm } });
      insist(at === "start", "a replaced token still opens a session");
    }
  },
);

/** Sends one code in three simultaneous requests. The server must accept at most one of the requests. */
const race = action<{ tab: Tab; kind: CodeKind }>(
  "race",
  { tab: anyTab, kind: anyCode },
  async (here, { tab, kind }) => {
    const { ledger, town } = here;
    const { page, params, cookie, former, session, owner } = await caller(here, tab);
    const now = town.world.clock.now();
    const code = codeFor(ledger, owner, kind, now);
    const tabs = [page, page.copy(), page.copy()];
    const answers = await Promise.all(
      tabs.map((each) => each.ask(contract.submitPasscode, { params, body: { code } })),
    );
    const accepted = answers.findIndex(({ ok }) => ok);
    insist(answers.filter(({ ok }) => ok).length <= 1, "one code passed twice at once");
    const winner = tabs[accepted];
    const known = session && ledger.sessions.get(session.id);
    await learnWaits(here, owner);
    if (!winner || !known) return insist(accepted === -1, "a passcode was accepted without a session");
    ledger.spendCode(owner.apps.keys(), code, now);
    owner.lastCode = code;
    known.proof = "factor";
    known.provedAt = now;
    ledger.mayReset.add(`${owner.id}/totp`);
    if (former !== undefined) ledger.formerTokens.add(former);
    page.cookies.set(cookie, winner.cookies.get(cookie) ?? "");
  },
);

/**
 * Reads the waits from the database, because the model can't know in which order the server handled the
 * requests.
 */
async function learnWaits({ town }: Here, owner: Member): Promise<void> {
  const row = await town.world.parts.database
    .selectFrom("wrong_codes")
    .select("wait_until")
    .where("account_id", "=", owner.id)
    .where("method", "=", "totp")
    .executeTakeFirst();
  if (row?.wait_until) owner.waits.set("totp", row.wait_until);
  else owner.waits.delete("totp");
}

/** An attacker who reads the owner's mail can reset the password, but must not open the account. */
const resetPassword = action<{ who: number }>(
  "resetPassword",
  { who: member },
  async ({ ledger, town }, { who }) => {
    const { world } = town;
    const owner = ledger.member(who);
    const page = world.browser({ address: "203.0.113.77" });
    const earlier = world.mails.length;
    const { realm, login } = owner;
    await page.ask(askForPasswordReset, { params: { realm }, body: { login } });
    await world.parts.afterReply.settled();
    await world.pass(0);
    const mails = world.mails.slice(earlier).map(({ text }) => text);
    const token = /\/reset-password#([\w-]{43})/.exec(mails.join("\n"))?.[1];
    if (token === undefined) return;
    const password = `${owner.name} prefers ${owner.password.length + 1} blue kites`;
    const answer = await page.ask(acceptPasswordReset, { body: { token, password } });
    if (!answer.ok) return;
    owner.password = password;
    ledger.reach("passwords reset by mail", owner);
    insist((await sessionIdsOf(town, owner)).length === 0, "sessions outlived a new password");
    insist(!(await askForHome(page, realm)).ok, "a new password signs in by itself");
  },
);

export const attackers: AnyAction[] = [stealCookies, useFormerToken, race, resetPassword];
