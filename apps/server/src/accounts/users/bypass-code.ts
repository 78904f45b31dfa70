import type { Reply } from "@sallyport/contract/endpoint";
import * as contract from "@sallyport/contract/user-security";
import type { User } from "@sallyport/contract/users";
import { hour, instant } from "../../core/clock.ts";
import { networkOf } from "../../core/network.ts";
import { Refused } from "../../core/refusal.ts";
import { endBypassCode, storeBypassCode } from "../../factors/bypass-codes.repository.ts";
import { newBypassCode } from "../../factors/bypass-codes.ts";
import { isEnrolled } from "../../factors/rules/factors.ts";
import { bypassCodeIssuedMail } from "../../mail/templates/bypass-codes.ts";
import type { Passwords } from "../../passwords/passwords.ts";
import { authorOf, carryOut, recordAct } from "../carry-out.ts";
import type { AccountsParts, Actor, KeptSettingsParts } from "../parts.ts";
import { changeUser } from "./change-user.ts";
import { findUser } from "./find-user.ts";

export interface BypassParts extends AccountsParts, KeptSettingsParts {
  passwords: Passwords;
}

/** A login with the code neither lifts a lock nor counts as MFA (record 0063). */
export async function issueBypassCode(
  parts: BypassParts,
  given: Actor,
  { id, hours }: { id: string; hours: number },
): Promise<Reply<typeof contract.issueBypassCode>> {
  const { passwords, outbox, keptSettings } = parts;
  const { code, salt, hash } = await newBypassCode(passwords, networkOf(given.visit.address));
  const what = contract.issueBypassCode.summary;
  return carryOut(parts, { actor: given, what }, async ({ tx, actor, now }) => {
    const subject = await findUser(tx, id);
    const change = { tx, actor, now, subject };
    const { values } = await keptSettings.valuesIn(tx);
    if (!values.bypassCodes) throw new Refused("bypass-codes-off");
    // defence: AT-95 enrolled
    if (!isEnrolled(subject.factors)) throw new Refused("nothing-to-bypass");
    if (subject.account.state !== "active") throw new Refused("not-now");
    const author = authorOf(change);
    const expiresAt = now + hours * hour;
    await storeBypassCode(tx, { accountId: id, salt, hash, issuedAt: now, issuedBy: author.name, expiresAt });
    await recordAct(change, "user_bypass_code_create", `until ${instant(expiresAt)}`);
    await outbox.queue(tx, bypassCodeIssuedMail(subject.account, expiresAt, author), now);
    return { code, expiresAt: instant(expiresAt) };
  });
}

export function withdrawBypassCode(
  parts: AccountsParts,
  actor: Actor,
  { id }: { id: string },
): Promise<User> {
  return changeUser(parts, { id, actor, what: contract.withdrawBypassCode.summary }, async (change) => {
    if (!(await endBypassCode(change.tx, id))) throw new Refused("already-done");
    await recordAct(change, "user_bypass_code_withdrawn");
  });
}
