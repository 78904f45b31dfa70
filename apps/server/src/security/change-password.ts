import { setPassword } from "../accounts/accounts.repository.ts";
import type { Actor } from "../accounts/parts.ts";
import { record } from "../activity/activity.ts";
import { networkOf } from "../core/network.ts";
import { hashOf } from "../core/tokens.ts";
import { passwordChangedMail } from "../mail/templates/accounts.ts";
import { endResets } from "../password-reset/password-resets.repository.ts";
import { forgetOtherBrowsers } from "../sessions/known-browsers.repository.ts";
import type { Caller } from "../sign-in/caller.ts";
import { checkPassword, compare } from "../sign-in/given-password.ts";
import { eventOf } from "../sign-in/step.ts";
import { changeSecurity } from "./change-security.ts";
import type { SecurityParts } from "./parts.ts";

/** Asks for the current password, because a thief of the session doesn't know it (ASVS 6.2.3). */
export async function changePassword(
  parts: SecurityParts,
  actor: Actor<Caller>,
  { present, next }: { present: string; next: string },
): Promise<Record<string, never>> {
  const { passwords, outbox, portalOrigin } = parts;
  const { caller, visit } = actor;
  await passwords.refuseUnfit(next, caller.account);
  const given = await compare(parts, present, caller.account, visit);
  const passwordHash = await passwords.hash(next, networkOf(visit.address));
  await changeSecurity(parts, actor, {
    endsOtherSessions: true,
    make: async (tx, here, now) => {
      const { account } = here;
      const refusal = await checkPassword(parts, tx, { account, given, visit, now });
      if (refusal) return refusal;
      await setPassword(tx, account.id, { passwordHash, now });
      await endResets(tx, account.id);
      await forgetOtherBrowsers(tx, account.id, hashOf(visit.keepBrowserToken()));
      const kind = eventOf(account.realm, "user_password_change", "admin_password_change");
      await record(tx, { at: now, kind, actor: account, detail: "by its owner", address: visit.address });
      const url = `${portalOrigin}${account.realm === "user" ? "" : "/admin"}/forgot-password`;
      await outbox.queue(tx, passwordChangedMail(account, visit.address, now, url), now);
      return null;
    },
  });
  return {};
}
