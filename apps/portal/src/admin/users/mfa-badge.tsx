import type { User } from "@sallyport/contract/users";
import { Badge } from "@sallyport/ui/badge";
import { TimeLeft } from "@sallyport/ui/time-left";
import { useNow } from "@sallyport/ui/use-now";

export function MfaBadge({ mfa }: Pick<User, "mfa">) {
  const now = useNow();
  if (mfa.isEnrolled) return <Badge tone="success">Set up</Badge>;
  if (!mfa.isRequired) return <Badge tone="neutral">Not required</Badge>;
  if (mfa.daysFromAcceptance !== undefined) return <Badge tone="neutral">Due after acceptance</Badge>;
  if (!mfa.enrolBy) return <Badge tone="warning">Due at next login</Badge>;
  if (new Date(mfa.enrolBy) <= now) return <Badge tone="danger">Deadline passed</Badge>;
  return (
    <Badge tone="warning">
      <TimeLeft until={mfa.enrolBy} />
    </Badge>
  );
}
