import { quoted } from "@sallyport/contract/quoted-names";
import type { Security } from "@sallyport/contract/security";
import type { Actor } from "../accounts/parts.ts";
import { record } from "../activity/activity.ts";
import { Refused } from "../core/refusal.ts";
import { removeFactors } from "../factors/factors.repository.ts";
import { removePasskey, renamePasskey } from "../factors/passkeys.repository.ts";
import { type Factors, isEnrolled, without } from "../factors/rules/factors.ts";
import { removeApp, renameApp } from "../factors/totp.repository.ts";
import { factorRemovedMail } from "../mail/templates/factors.ts";
import type { Caller } from "../sign-in/caller.ts";
import { eventOf } from "../sign-in/step.ts";
import { changeSecurity } from "./change-security.ts";
import type { SecurityParts } from "./parts.ts";
import { mayRemove } from "./rules/removing.ts";
import { showSecurity } from "./show-security.ts";

export interface OwnFactor {
  kind: "app" | "passkey";
  id: string;
}

export async function renameFactor(
  parts: SecurityParts,
  actor: Actor<Caller>,
  { kind, id, name }: OwnFactor & { name: string },
): Promise<Security> {
  await changeSecurity(parts, actor, {
    endsOtherSessions: false,
    make: async (tx, { account, factors }, now) => {
      const before = nameOf(factors, { kind, id });
      const rename = kind === "app" ? renameApp : renamePasskey;
      await rename(tx, { accountId: account.id, id, name });
      await record(tx, {
        at: now,
        kind: eventOf(account.realm, "user_factor_rename", "admin_factor_rename"),
        actor: account,
        detail: `${kind}: ${quoted(before)}, now ${quoted(name)}`,
        address: actor.visit.address,
        isRepeatable: true,
      });
    },
  });
  return showSecurity(parts, actor.caller);
}

/**
 * Removes a factor. Recovery codes only replace a lost factor, so removing the last factor also removes them.
 */
export async function removeFactor(
  parts: SecurityParts,
  actor: Actor<Caller>,
  { kind, id }: OwnFactor,
): Promise<Security> {
  await changeSecurity(parts, actor, {
    endsOtherSessions: true,
    make: async (tx, { account, factors }, now) => {
      const name = nameOf(factors, { kind, id });
      if (!mayRemove(factors, id, account.mfa_required === 1)) throw new Refused("last-factor");
      const isLast = !isEnrolled(without(factors, id));
      const remove = kind === "app" ? removeApp : removePasskey;
      await remove(tx, { accountId: account.id, id });
      if (isLast) await removeFactors(tx, account.id);
      await record(tx, {
        at: now,
        kind: removalOf(kind, account.realm),
        actor: account,
        detail: isLast ? `${quoted(name)}, the last factor` : quoted(name),
        address: actor.visit.address,
      });
      await parts.outbox.queue(tx, factorRemovedMail(account, { kind, name }, isLast), now);
    },
  });
  return showSecurity(parts, actor.caller);
}

function removalOf(kind: OwnFactor["kind"], realm: "user" | "administrator") {
  return kind === "app"
    ? eventOf(realm, "totp_delete_enrollment", "admin_totp_delete_enrollment")
    : eventOf(realm, "passkey_delete_enrollment", "admin_passkey_delete_enrollment");
}

function nameOf({ apps, passkeys }: Factors, { kind, id }: OwnFactor): string {
  const own = (kind === "app" ? apps : passkeys).find((factor) => factor.id === id);
  if (!own) throw new Refused("not-found");
  return own.name;
}
