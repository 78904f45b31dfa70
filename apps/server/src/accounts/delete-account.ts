import { Refused } from "../core/refusal.ts";
import { type Change, recordAct } from "./carry-out.ts";
import { deleteAccount } from "./deletion.repository.ts";
import { whyNotDeletable } from "./rules/deletion.ts";

export function refuseMistyped(confirmation: string, expected: string): void {
  if (confirmation !== expected.toLowerCase()) throw new Refused("invalid-request", { fields: [mistyped] });
}

export async function deleteSubject(
  change: Change,
  { isLastOwner }: { isLastOwner: boolean },
): Promise<void> {
  const { tx, actor, subject, now } = change;
  const { account } = subject;
  const why = whyNotDeletable({ actor: actor.caller.account, subject: account, isLastOwner }, now);
  if (why) throw new Refused(why);
  const kind = account.realm === "user" ? "user_delete" : "admin_delete";
  const login = account.username === null ? "" : `, username ${account.username}`;
  await recordAct(change, kind, account.name + login);
  await deleteAccount(tx, account);
}

const mistyped = { path: "confirmation", message: "This is another name than that of the account." };
