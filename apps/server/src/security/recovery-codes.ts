import { Refused } from "../core/refusal.ts";
import { isEnrolled } from "../factors/rules/factors.ts";
import { requireProof } from "../sessions/require-proof.ts";
import { makeRecoveryCodes as make } from "../sign-in/making-recovery-codes.ts";
import type { Act } from "../sign-in/visitor.ts";
import type { SecurityParts } from "./parts.ts";

/** New codes replace the old ones. They replace a second factor, so the account must have one. */
export async function makeRecoveryCodes(parts: SecurityParts, act: Act): Promise<{ codes: string[] }> {
  const { codes } = await make(parts, act, {
    event: "security-changed",
    isAskedFor: true,
    refuse: (here, now) => {
      requireProof(here, "strongest-factor", now);
      if (!isEnrolled(here.holder.factors)) throw new Refused("second-factor-needed");
    },
  });
  return { codes };
}
