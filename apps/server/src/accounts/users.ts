import type { User } from "@sallyport/contract/users";
import { type Expression, type SqlBool, sql } from "kysely";
import { instant } from "../clock.ts";
import { isEnrolled, noFactors } from "../factors/rules/factors.ts";
import { invite } from "../invitations/invite.ts";
import { emailChangedMail } from "../mail/templates/accounts.ts";
import { mfaRequiredMail } from "../mail/templates/set-up.ts";
import { requireProof } from "../sessions/require-proof.ts";
import { setUpLink } from "../set-up-tickets/set-up-link.ts";
import { enrolBy } from "../sign-in/rules/enrolment-deadline.ts";
import { emailKey, findHolder, insertAccount, refuseTaken } from "./accounts.repository.ts";
import { actingNow, recordAct } from "./acting.ts";
import { changeUser, findUser } from "./changing-users.ts";
import type { AccountsParts, Act } from "./parts.ts";
import { viewUser } from "./view.ts";

const searched = ["username", "email_key", "name"] as const;

interface Page {
  search: string;
  after?: string | undefined;
  limit: number;
}

/** Pages by key: the next page begins after the last username of this one, however the list changes meanwhile. */
export async function listUsers(
  { database, clock }: AccountsParts,
  { search, after, limit }: Page,
): Promise<{ users: User[]; next: string | null }> {
  const rows = await database
    .selectFrom("accounts")
    .select(["id", "username"])
    .where("realm", "=", "user")
    .$if(after !== undefined, (select) => select.where("username", ">", after ?? ""))
    .$if(search !== "", (select) =>
      select.where((by) => by.or(searched.map((column) => beginsWith(column, search)))),
    )
    .orderBy("username")
    .limit(limit + 1)
    .execute();
  const users: User[] = [];
  for (const { id } of rows.slice(0, limit)) {
    const holder = await findHolder(database, id);
    if (holder) users.push(await viewUser(database, holder, clock.now()));
  }
  return { users, next: rows.length > limit ? (rows[limit - 1]?.username ?? null) : null };
}

export async function showUser({ database, clock }: AccountsParts, id: string): Promise<User> {
  return viewUser(database, await findUser(database, id), clock.now());
}

export async function addUser(
  parts: AccountsParts,
  { username, email, name }: { username: string; email: string; name: string },
  given: Act,
): Promise<User> {
  const { database, clock } = parts;
  const now = clock.now();
  return database.transaction().execute(async (tx) => {
    const act = await actingNow(tx, given, now);
    await refuseTaken(tx, { realm: "user", email, username });
    const account = await insertAccount(tx, { realm: "user", username, email, name, now });
    const holder = { account, factors: noFactors };
    await invite(tx, parts, account, now);
    await recordAct({ tx, act, holder, now }, "user_create");
    return viewUser(tx, holder, now);
  });
}

export interface UserChanges {
  name: string;
  email: string;
  mfa: { isRequired: false } | { isRequired: true; daysToSetUp: number };
}

/** Saves the details; requiring MFA anew sets a deadline, requiring it still leaves the deadline where it is. */
export function saveUser(parts: AccountsParts, id: string, changes: UserChanges, act: Act): Promise<User> {
  return changeUser(parts, id, act, async (change) => {
    const { tx, holder, now } = change;
    const { account } = holder;
    await refuseTaken(tx, { realm: "user", email: changes.email, exceptId: id });
    if (emailKey(changes.email) !== account.email_key) {
      // Links that open the account go there from now on, so the owner hears of it at the old address too.
      requireProof(change.act.asker, "strongest-factor", now);
      await parts.outbox.queue(tx, emailChangedMail(account, changes.email), now);
    }
    await tx
      .updateTable("accounts")
      .set({ name: changes.name, email: changes.email, email_key: emailKey(changes.email) })
      .where("id", "=", id)
      .execute();
    await recordAct(change, "user_update");
    const isRequired = account.mfa_required === 1;
    if (changes.mfa.isRequired === isRequired) return;
    if (!changes.mfa.isRequired) requireProof(change.act.asker, "second-factor", now);
    const deadline = changes.mfa.isRequired ? enrolBy(now, changes.mfa.daysToSetUp) : null;
    await tx
      .updateTable("accounts")
      .set({
        mfa_required: changes.mfa.isRequired ? 1 : 0,
        mfa_required_at: changes.mfa.isRequired ? now : null,
        enrol_by: deadline,
        deadline_locked_at: null,
      })
      .where("id", "=", id)
      .execute();
    const detail = deadline === null ? "no longer required" : `required, to set up by ${instant(deadline)}`;
    await recordAct(change, "user_mfa_requirement", detail);
    if (deadline !== null && !isEnrolled(holder.factors) && account.state === "active") {
      const { name, email } = changes;
      const url = await setUpLink(tx, parts, { ...account, enrol_by: deadline }, now);
      await parts.outbox.queue(tx, mfaRequiredMail({ name, email }, deadline, url), now);
    }
  });
}

function beginsWith(column: (typeof searched)[number], text: string): Expression<SqlBool> {
  const pattern = `${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
  return sql<SqlBool>`${sql.ref(column)} like ${pattern} escape ${"\\"}`;
}
