import { withdrawInvitation as contract } from "@sallyport/contract/user-security";
import type { User } from "@sallyport/contract/users";
import { Refused } from "../../core/refusal.ts";
import { withdrawLinks } from "../../invitations/invitations.repository.ts";
import { dropWaiting } from "../../mail/outbox.repository.ts";
import { recordAct } from "../carry-out.ts";
import type { AccountsParts, Actor } from "../parts.ts";
import { changeUser } from "./change-user.ts";

export function withdrawInvitation(
  parts: AccountsParts,
  actor: Actor,
  { id }: { id: string },
): Promise<User> {
  return changeUser(parts, { id, actor, what: contract.summary }, async (change) => {
    const { tx, subject, now } = change;
    if (subject.account.state !== "staged") throw new Refused("already-done");
    if (!(await withdrawLinks(tx, id, now))) throw new Refused("already-done");
    await dropWaiting(tx, id, "invitation");
    await recordAct(change, "user_invitation_withdrawn");
  });
}
