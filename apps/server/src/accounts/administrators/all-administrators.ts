import type { AllAdministrators } from "@sallyport/contract/administrators";
import { setAllAdministrators as contract } from "@sallyport/contract/administrators";
import { record } from "../../activity/activity.ts";
import { isEnrolled } from "../../factors/rules/factors.ts";
import { requireProof } from "../../sessions/require-proof.ts";
import { mailSetUpLink } from "../../set-up-links/set-up-link.ts";
import { authorOf, type Change, carryOut, recordAct } from "../carry-out.ts";
import type { AccountsParts, Actor } from "../parts.ts";
import { findAdministrators, storeAdministratorRequirement } from "./administrators.repository.ts";
import { isRequiredForAll, storeRequiredForAll } from "./all-administrators.repository.ts";

export async function showAllAdministrators({ database }: AccountsParts): Promise<AllAdministrators> {
  return { isRequired: await isRequiredForAll(database) };
}

/** Turning the requirement off changes no administrator. Each exception is made separately. */
export function setAllAdministrators(
  parts: AccountsParts,
  given: Actor,
  { isRequired }: AllAdministrators,
): Promise<AllAdministrators> {
  return carryOut(parts, { actor: given, what: contract.summary }, async (here) => {
    const { tx, actor, now } = here;
    if ((await isRequiredForAll(tx)) === isRequired) return { isRequired };
    if (!isRequired) requireProof(actor.caller, "second-factor", now);
    await storeRequiredForAll(tx, isRequired, now);
    await record(tx, {
      at: now,
      kind: "all_admins_mfa_requirement",
      actor: actor.caller.account,
      detail: isRequired ? "required" : "exceptions allowed",
      address: actor.visit.address,
    });
    const exempt = (await findAdministrators(tx)).filter(({ account }) => account.mfa_required === 0);
    if (isRequired) for (const subject of exempt) await requireOf(parts, { ...here, subject });
    return { isRequired };
  });
}

async function requireOf(parts: AccountsParts, change: Change): Promise<void> {
  const { tx, subject, now } = change;
  await storeAdministratorRequirement(tx, subject.account.id, true, now);
  await recordAct(change, "admin_mfa_requirement", "required");
  if (isEnrolled(subject.factors)) return;
  await mailSetUpLink(tx, parts, { account: subject.account, author: authorOf(change) }, now);
}
