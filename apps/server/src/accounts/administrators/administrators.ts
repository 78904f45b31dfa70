import type { Administrator } from "@sallyport/contract/administrators";
import type { AdministratorRole } from "@sallyport/contract/text";
import { Refused } from "../../core/refusal.ts";
import { noFactors } from "../../factors/rules/factors.ts";
import { invite } from "../../invitations/invite.ts";
import { insertAccount, refuseTaken } from "../accounts.repository.ts";
import { carryOut, recordAct } from "../carry-out.ts";
import type { AccountsParts, Actor } from "../parts.ts";
import { findAdministrators } from "./administrators.repository.ts";
import { mayActOn } from "./rules/roles.ts";
import { viewAdministrator } from "./view-administrator.ts";

export async function listAdministrators(
  { database, clock }: AccountsParts,
  { caller }: Actor,
): Promise<{ administrators: Administrator[] }> {
  const administrators = await findAdministrators(database);
  const views: Administrator[] = [];
  for (const subject of administrators)
    views.push(await viewAdministrator(database, subject, caller.account, clock.now()));
  return { administrators: views };
}

export interface NewAdministrator {
  email: string;
  name: string;
  role: AdministratorRole;
}

export function addAdministrator(
  parts: AccountsParts,
  given: Actor,
  { email, name, role }: NewAdministrator,
): Promise<Administrator> {
  const attempt = { actor: given, what: `Add an administrator as ${role}` };
  return carryOut(parts, attempt, async ({ tx, actor, now }) => {
    const author = actor.caller.account;
    // defence: AT-21
    if (!mayActOn(author.role, role)) throw new Refused("forbidden");
    await refuseTaken(tx, { realm: "administrator", email });
    const details = { realm: "administrator", role, username: null, email, name, now } as const;
    const subject = { account: await insertAccount(tx, details), factors: noFactors };
    await invite(tx, parts, { account: subject.account, inviter: author }, now);
    await recordAct({ tx, actor, subject, now }, "admin_create", role);
    return viewAdministrator(tx, subject, author, now);
  });
}
