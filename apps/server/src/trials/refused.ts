import type { Trial } from "@sallyport/contract/applications/trials";
import type { OpenidAnswer } from "../openid/openid.ts";

type RefusedTrial = Extract<Trial, { at: "refused" }>;

export function failed({ refused, status }: OpenidAnswer, user: string | null): RefusedTrial {
  return { at: "refused", reason: "failed", user, detail: refused?.detail ?? `status ${status}` };
}
