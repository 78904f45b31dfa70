import * as contract from "@sallyport/contract/administrators";
import type { AdministratorRole } from "@sallyport/contract/text";
import { Refused } from "../../core/refusal.ts";
import { removeFactors } from "../../factors/factors.repository.ts";
import { isEnrolled } from "../../factors/rules/factors.ts";
import { invite } from "../../invitations/invite.ts";
import { pauseJobsOf } from "../../jobs/jobs.repository.ts";
import { factorsRemovedMail } from "../../mail/templates/factors.ts";
import { requireProof } from "../../sessions/require-proof.ts";
import { endSessions } from "../../sessions/sessions.repository.ts";
import { mailSetUpLink, setUpLink } from "../../set-up-links/set-up-link.ts";
import { storeState } from "../accounts.repository.ts";
import { endKeysOf } from "../api-keys/end-keys.ts";
import { authorOf, type Change, recordAct, recordRepeatableAct } from "../carry-out.ts";
import type { AccountsParts, Actor } from "../parts.ts";
import { findAdministrators, storeAdministratorRequirement, storeRole } from "./administrators.repository.ts";
import { isRequiredForAll } from "./all-administrators.repository.ts";
import { changeAdministrator } from "./change-administrator.ts";
import { isLastOwner } from "./rules/last-owner.ts";
import { isAtLeast, mayActOn } from "./rules/roles.ts";

type Administrator = Promise<contract.Administrator>;

/** Administrators get no days of grace. */
export function editAdministrator(
  parts: AccountsParts,
  actor: Actor,
  { id, isMfaRequired }: { id: string; isMfaRequired: boolean },
): Administrator {
  const target = { id, actor, what: contract.editAdministrator.summary, mayBeOneself: true };
  return changeAdministrator(parts, target, async (change) => {
    const { tx, subject, now } = change;
    if ((subject.account.mfa_required === 1) === isMfaRequired) return;
    if (!isMfaRequired) requireProof(change.actor.caller, "second-factor", now);
    if (!isMfaRequired && (await isRequiredForAll(tx))) throw new Refused("required-for-all");
    await storeAdministratorRequirement(tx, id, isMfaRequired, now);
    if (isMfaRequired && !isEnrolled(subject.factors)) {
      await mailSetUpLink(tx, parts, { account: subject.account, author: authorOf(change) }, now);
    }
    const detail = isMfaRequired ? "required" : "no longer required";
    await recordAct(change, "admin_mfa_requirement", detail);
  });
}

export function changeRole(
  parts: AccountsParts,
  actor: Actor,
  { id, role }: { id: string; role: AdministratorRole },
): Administrator {
  return changeAdministrator(parts, { id, actor, what: contract.changeRole.summary }, async (change) => {
    const { tx, subject } = change;
    if (!mayActOn(change.actor.caller.account.role, role)) throw new Refused("forbidden");
    if (subject.account.role === role) return;
    await refuseLastOwner(change);
    await storeRole(tx, id, role);
    await recordAct(change, "admin_role_change", `from ${subject.account.role} to ${role}`);
    if (!isAtLeast(role, subject.account.role ?? "owner")) await endKeys(change, "lower role");
  });
}

/** The password alone must never open the console, so MFA becomes required. */
export function resetAdministrator(
  parts: AccountsParts,
  actor: Actor,
  { id }: { id: string },
): Administrator {
  return changeAdministrator(
    parts,
    { id, actor, what: contract.resetAdministrator.summary },
    async (change) => {
      const { tx, subject, now } = change;
      if (!isEnrolled(subject.factors)) throw new Refused("already-done");
      await removeFactors(tx, id);
      await endSessions(tx, id);
      await storeAdministratorRequirement(tx, id, true, now);
      await recordAct(change, "admin_factors_reset", "all removed; set-up due at the next sign-in");
      await endKeys(change, "factors reset");
      const url = await setUpLink(tx, parts, subject.account, now);
      await parts.outbox.queue(tx, factorsRemovedMail(subject.account, url, authorOf(change)), now);
    },
  );
}

export function setAdministratorState(
  parts: AccountsParts,
  actor: Actor,
  { id, state }: { id: string; state: "active" | "suspended" },
): Administrator {
  const what = contract.setAdministratorState.summary;
  return changeAdministrator(parts, { id, actor, what }, async (change) => {
    const { tx, subject, now } = change;
    if (subject.account.state === "staged") throw new Refused("not-now");
    if (state === "suspended") {
      await refuseLastOwner(change);
      await endSessions(tx, id);
    }
    // Suspending a suspended administrator again must not restart the days until deletion.
    if (state !== subject.account.state) await storeState(tx, id, state, now);
    await recordAct(change, state === "active" ? "admin_activated" : "admin_suspended");
    if (state === "suspended") await endKeys(change, "suspension");
  });
}

export function endAdministratorSessions(
  parts: AccountsParts,
  actor: Actor,
  { id }: { id: string },
): Administrator {
  const what = contract.endAdministratorSessions.summary;
  return changeAdministrator(parts, { id, actor, what }, async (change) => {
    await endSessions(change.tx, id);
    await pauseJobsOf(change.tx, id, { reason: "sessions-ended", now: change.now });
    await recordRepeatableAct(change, "admin_sessions_ended");
  });
}

export function inviteAdministratorAgain(
  parts: AccountsParts,
  actor: Actor,
  { id }: { id: string },
): Administrator {
  const what = contract.inviteAdministratorAgain.summary;
  return changeAdministrator(parts, { id, actor, what, mayBeOneself: true }, async (change) => {
    const { tx, subject, now } = change;
    if (subject.account.state !== "staged") throw new Refused("already-done");
    await invite(tx, parts, { account: subject.account, inviter: authorOf(change) }, now);
    await recordAct(change, "admin_invited");
  });
}

function endKeys({ tx, actor, subject, now }: Change, why: string): Promise<unknown> {
  const by = actor.caller.account;
  return endKeysOf(tx, subject.account, { by, address: actor.visit.address, why, now });
}

async function refuseLastOwner({ tx, subject, now }: Change): Promise<void> {
  if (isLastOwner(subject, await findAdministrators(tx), now)) throw new Refused("last-owner");
}
