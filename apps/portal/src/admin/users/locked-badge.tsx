import type { LockReason, User } from "@sallyport/contract/users";
import { Badge } from "@sallyport/ui/badge";

const reasons: Readonly<Record<LockReason, string>> = {
  "enrolment-deadline": "deadline",
  "wrong-passwords": "passwords",
  "wrong-codes": "codes",
  "codes-ahead": "codes used ahead",
  "login-reported": "login reported",
};

export function LockedBadge({ locks }: Pick<User, "locks">) {
  const why = [...new Set(locks.map(({ reason }) => reasons[reason]))];
  return <Badge tone="danger">Locked: {why.join(", ")}</Badge>;
}
