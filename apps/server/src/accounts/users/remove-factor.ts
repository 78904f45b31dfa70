import type { EventKind } from "@sallyport/contract/event-kinds";
import { quoted } from "@sallyport/contract/quoted-names";
import type { User } from "@sallyport/contract/users";
import { Refused } from "../../core/refusal.ts";
import { removePasskey } from "../../factors/passkeys.repository.ts";
import { isEnrolled, without } from "../../factors/rules/factors.ts";
import { removeApp } from "../../factors/totp.repository.ts";
import { forgetWrongCodes } from "../../limits/wrong-codes.repository.ts";
import { factorTakenMail } from "../../mail/templates/factors.ts";
import { endSessions } from "../../sessions/sessions.repository.ts";
import { authorOf, type Change, recordAct } from "../carry-out.ts";
import type { AccountsParts, Actor } from "../parts.ts";
import { changeUser } from "./change-user.ts";
import { removeAllFactors } from "./reset-authenticator.ts";

interface FactorOfUser {
  id: string;
  kind: "app" | "passkey";
  factor: string;
}

const events: Record<FactorOfUser["kind"], EventKind> = {
  app: "totp_delete_enrollment",
  passkey: "passkey_delete_enrollment",
};

/** Removing the last factor has the same effects as a reset. */
export function removeUserFactor(
  parts: AccountsParts,
  actor: Actor,
  { id, kind, factor, what }: FactorOfUser & { what: string },
): Promise<User> {
  return changeUser(parts, { id, actor, what }, async (change) => {
    const { tx, subject, now } = change;
    const { account, factors } = subject;
    const held = (kind === "app" ? factors.apps : factors.passkeys).find((one) => one.id === factor);
    if (!held) throw new Refused("already-done");
    if (!isEnrolled(without(factors, factor))) {
      const consequence = await removeAllFactors(parts, change, null);
      await recordAct(change, events[kind], `${quoted(held.name)}, the last factor; ${consequence}`);
      return;
    }
    await removeOne(change, { kind, factor });
    await endSessions(tx, id);
    await recordAct(change, events[kind], quoted(held.name));
    const mail = factorTakenMail(account, { kind, name: held.name }, authorOf(change));
    await parts.outbox.queue(tx, mail, now);
  });
}

async function removeOne(
  { tx, subject: { account, factors } }: Change,
  { kind, factor }: Pick<FactorOfUser, "kind" | "factor">,
): Promise<void> {
  const own = { accountId: account.id, id: factor };
  if (kind === "app") await removeApp(tx, own);
  else await removePasskey(tx, own);
  if (kind === "app" && factors.apps.length === 1) await forgetWrongCodes(tx, account.id, "totp");
}
