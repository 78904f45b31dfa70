import type { Whereabouts } from "@sallyport/contract/sign-in";
import type { Actor } from "../accounts/parts.ts";
import { Refused } from "../core/refusal.ts";
import type { Queryable } from "../database/database.ts";
import type { Caller } from "./caller.ts";
import { submitProof } from "./proof-step.ts";
import type { Checked } from "./proofs.ts";
import type { SignInParts } from "./step.ts";

export function submitPasscode(
  parts: SignInParts,
  actor: Actor<Caller>,
  { code }: { code: string },
): Promise<Whereabouts> {
  return submitProof(parts, actor, "second-factor-accepted", (tx, here, now) =>
    checkPasscode(parts, tx, here, { code, now }),
  );
}

export async function checkPasscode(
  { totp }: SignInParts,
  tx: Queryable,
  { account, factors }: Caller,
  { code, now }: { code: string; now: number },
): Promise<Checked> {
  if (factors.apps.length === 0) throw new Refused("not-now");
  const result = await totp.check(tx, { accountId: account.id, factors, code, now });
  return { result, method: "totp", amr: ["otp"] };
}
