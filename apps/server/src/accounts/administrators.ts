import type { Administrator } from "@sallyport/contract/administrators";
import { record } from "../audit/audit.ts";
import { Refused } from "../http/problems.ts";
import { invite } from "../invitations/invite.ts";
import { findHolder, insertAccount, refuseTaken } from "./accounts.repository.ts";
import type { AccountsParts, Act } from "./parts.ts";
import { viewAdministrator } from "./view.ts";

export async function listAdministrators(
  { database }: AccountsParts,
  { asker }: Act,
): Promise<{ administrators: Administrator[] }> {
  const rows = await database
    .selectFrom("accounts")
    .select("id")
    .where("realm", "=", "administrator")
    .orderBy("email_key")
    .execute();
  const administrators: Administrator[] = [];
  for (const { id } of rows) {
    const holder = await findHolder(database, id);
    if (holder) administrators.push(viewAdministrator(holder, asker.holder.account.id));
  }
  return { administrators };
}

export async function addAdministrator(
  parts: AccountsParts,
  { email, name }: { email: string; name: string },
  { asker, visit }: Act,
): Promise<Administrator> {
  const { database, clock } = parts;
  const now = clock.now();
  return database.transaction().execute(async (tx) => {
    await refuseTaken(tx, { realm: "administrator", email });
    const account = await insertAccount(tx, { realm: "administrator", username: null, email, name, now });
    await invite(tx, parts, account, now);
    const actor = asker.holder.account;
    await record(tx, { at: now, kind: "admin_create", actor, subject: account, address: visit.address });
    return viewAdministrator({ account, factor: null }, actor.id);
  });
}

/** Administrators have no days of grace: from the next request on, set-up is all that an unenrolled one can do. */
export async function editAdministrator(
  { database, clock }: AccountsParts,
  id: string,
  isMfaRequired: boolean,
  { asker, visit }: Act,
): Promise<Administrator> {
  const now = clock.now();
  return database.transaction().execute(async (tx) => {
    const holder = await findHolder(tx, id);
    if (holder?.account.realm !== "administrator") throw new Refused("not-found");
    const changes = {
      mfa_required: isMfaRequired ? 1 : 0,
      mfa_required_at: isMfaRequired ? now : null,
    } as const;
    if (holder.account.mfa_required !== changes.mfa_required) {
      await tx.updateTable("accounts").set(changes).where("id", "=", id).execute();
      const detail = isMfaRequired ? "required" : "no longer required";
      const actor = asker.holder.account;
      const event = {
        at: now,
        kind: "admin_mfa_requirement",
        actor,
        subject: holder.account,
        detail,
      } as const;
      await record(tx, { ...event, address: visit.address });
    }
    const account = { ...holder.account, ...changes };
    return viewAdministrator({ ...holder, account }, asker.holder.account.id);
  });
}
