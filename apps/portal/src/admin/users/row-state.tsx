import type { LockReason, User } from "@sallyport/contract/users";
import { Badge } from "@sallyport/ui/badge";
import css from "./row-state.module.css";

const reasons: Readonly<Record<LockReason, string>> = {
  "enrolment-deadline": "deadline",
  "wrong-passwords": "passwords",
  "wrong-codes": "codes",
  "codes-ahead": "codes used ahead",
  "login-reported": "login reported",
};

export function RowState({ user }: { user: Pick<User, "state" | "locks" | "mailUndeliveredSince"> }) {
  const { state, locks, mailUndeliveredSince } = user;
  const why = [...new Set(locks.map(({ reason }) => reasons[reason]))];
  return (
    <span className={css.badges}>
      {state === "staged" ? <Badge tone="neutral">Invited</Badge> : null}
      {state === "suspended" ? <Badge tone="danger">Suspended</Badge> : null}
      {why.length > 0 ? <Badge tone="danger">Locked: {why.join(", ")}</Badge> : null}
      {mailUndeliveredSince === null ? null : <Badge tone="warning">Mail undelivered</Badge>}
      {state === "active" && why.length === 0 && mailUndeliveredSince === null ? (
        <span className={css.plain}>Active</span>
      ) : null}
    </span>
  );
}
