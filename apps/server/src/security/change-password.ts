import { setPassword } from "../accounts/accounts.repository.ts";
import { record } from "../activity/activity.ts";
import { networkOf } from "../core/network.ts";
import { hashOf } from "../core/tokens.ts";
import { passwordChangedMail } from "../mail/templates/accounts.ts";
import { endResets } from "../password-reset/password-resets.repository.ts";
import { forgetOtherBrowsers } from "../sessions/known-browsers.repository.ts";
import { checkPassword, compare } from "../sign-in/given-password.ts";
import { eventOf } from "../sign-in/step.ts";
import type { Act } from "../sign-in/visitor.ts";
import { changeSecurity } from "./changing-security.ts";
import type { SecurityParts } from "./parts.ts";

/** Takes the current password even in a fresh session (ASVS 6.2.3): only the owner knows both. */
export async function changePassword(
  parts: SecurityParts,
  act: Act,
  { present, next }: { present: string; next: string },
): Promise<Record<string, never>> {
  const { passwords, outbox, portalOrigin } = parts;
  const { asker, visit } = act;
  await passwords.refuseUnfit(next, asker.holder.account);
  const given = await compare(parts, present, asker.holder.account, visit);
  const passwordHash = await passwords.hash(next, networkOf(visit.address));
  await changeSecurity(parts, act, {
    endsOtherSessions: true,
    make: async (tx, here, now) => {
      const { account } = here.holder;
      const refusal = await checkPassword(parts, tx, { account, given, visit, now });
      if (refusal) return refusal;
      await setPassword(tx, account.id, { passwordHash, now });
      await endResets(tx, account.id);
      await forgetOtherBrowsers(tx, account.id, hashOf(visit.browserToken()));
      const kind = eventOf(account.realm, "user_password_change", "admin_password_change");
      await record(tx, { at: now, kind, actor: account, detail: "by its owner", address: visit.address });
      const url = `${portalOrigin}${account.realm === "user" ? "" : "/admin"}/forgot-password`;
      await outbox.queue(tx, passwordChangedMail(account, visit.address, now, url), now);
      return null;
    },
  });
  return {};
}
