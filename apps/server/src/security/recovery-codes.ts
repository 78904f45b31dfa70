import type { Actor } from "../accounts/parts.ts";
import { Refused } from "../core/refusal.ts";
import { isEnrolled } from "../factors/rules/factors.ts";
import { requireProof } from "../sessions/require-proof.ts";
import type { Caller } from "../sign-in/caller.ts";
import { makeRecoveryCodes as make } from "../sign-in/recovery-codes.ts";
import type { SecurityParts } from "./parts.ts";

/** The account must have a second factor. New codes replace the old codes. */
export async function makeRecoveryCodes(
  parts: SecurityParts,
  actor: Actor<Caller>,
): Promise<{ codes: string[] }> {
  const { codes } = await make(parts, actor, {
    event: "security-changed",
    isAskedFor: true,
    refuse: (here, now) => {
      requireProof(here, "strongest-factor", now);
      if (!isEnrolled(here.factors)) throw new Refused("second-factor-needed");
    },
  });
  return { codes };
}
