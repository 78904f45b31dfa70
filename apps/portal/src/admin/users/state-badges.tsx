import type { User } from "@sallyport/contract/users";
import { Badge } from "@sallyport/ui/badge";
import { LockedBadge } from "./locked-badge.tsx";

const states = {
  staged: <Badge tone="neutral">Invited</Badge>,
  active: <Badge tone="success">Active</Badge>,
  suspended: <Badge tone="danger">Suspended</Badge>,
};

export function StateBadges({ user: { state, locks } }: { user: Pick<User, "state" | "locks"> }) {
  const isLocked = locks.length > 0;
  return (
    <span>
      {isLocked && state === "active" ? null : states[state]}{" "}
      {isLocked ? <LockedBadge locks={locks} /> : null}
    </span>
  );
}
