import type { User } from "@sallyport/contract/users";
import { Badge } from "@sallyport/ui/badge";

const states = {
  staged: <Badge tone="neutral">Invited</Badge>,
  active: <Badge tone="success">Active</Badge>,
  suspended: <Badge tone="danger">Suspended</Badge>,
};

export function StateBadges({ user: { state, locks } }: { user: Pick<User, "state" | "locks"> }) {
  return (
    <span>
      {states[state]} {locks.length > 0 ? <Badge tone="warning">Locked</Badge> : null}
    </span>
  );
}
