import type { User } from "@sallyport/contract/users";
import { Badge } from "@sallyport/ui/badge";
import { LockedBadge } from "./locked-badge.tsx";
import css from "./row-state.module.css";

export function RowState({ user }: { user: Pick<User, "state" | "locks" | "mailUndeliveredSince"> }) {
  const { state, locks, mailUndeliveredSince } = user;
  return (
    <span className={css.badges}>
      {state === "staged" ? <Badge tone="neutral">Invited</Badge> : null}
      {state === "suspended" ? <Badge tone="danger">Suspended</Badge> : null}
      {locks.length > 0 ? <LockedBadge locks={locks} /> : null}
      {mailUndeliveredSince === null ? null : <Badge tone="warning">Mail undelivered</Badge>}
      {state === "active" && locks.length === 0 && mailUndeliveredSince === null ? (
        <span className={css.plain}>Active</span>
      ) : null}
    </span>
  );
}
