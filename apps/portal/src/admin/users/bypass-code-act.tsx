import type { UserSecurity } from "@sallyport/contract/user-security";
import type { User } from "@sallyport/contract/users";
import { Button } from "@sallyport/ui/button";
import { Moment } from "@sallyport/ui/moment";
import { TimeLeft } from "@sallyport/ui/time-left";
import { useToast } from "@sallyport/ui/toast";
import { useRef, useState } from "react";
import { ActRow } from "../act-row.tsx";
import { useMay } from "../role.ts";
import { BypassCodeQuestion } from "./bypass-code-question.tsx";
import { NewBypassCode } from "./new-bypass-code.tsx";
import { type IssuedBypassCode, useWithdrawBypassCode } from "./user-acts.ts";

interface BypassCodeActProps {
  user: User;
  bypassCodes: UserSecurity["bypassCodes"];
}

export function BypassCodeAct({ user, bypassCodes: { areAllowed, outstanding } }: BypassCodeActProps) {
  const mayIssue = useMay("administrator") && areAllowed && user.state === "active" && user.mfa.isEnrolled;
  const [isAsking, setAsking] = useState(false);
  const [issued, setIssued] = useState<IssuedBypassCode>();
  const row = useRef<HTMLDivElement>(null);
  const newCode = useRef<HTMLHeadingElement>(null);
  const toast = useToast();
  const withdrawal = useWithdrawBypassCode(user.id, () => {
    setIssued(undefined);
    toast(`The bypass code of ${user.name} is withdrawn.`);
    row.current?.focus();
  });
  if (!mayIssue && outstanding === null) return null;
  return (
    <>
      <div ref={row} tabIndex={-1}>
        <ActRow
          title="One-time bypass code"
          {...(mayIssue && !issued ? { button: outstanding ? "Replace code" : "Make code" } : {})}
          onPress={() => setAsking(true)}
          error={withdrawal.error}
        >
          {outstanding ? (
            <>
              <bdi>{outstanding.issuedBy}</bdi> made a code that works until{" "}
              <Moment at={outstanding.expiresAt} as="date-time" /> (<TimeLeft until={outstanding.expiresAt} />
              ).{" "}
              <Button variant="quiet" isBusy={withdrawal.isPending} onClick={() => withdrawal.mutate()}>
                Withdraw code
              </Button>
            </>
          ) : (
            "For a phone left at home: the user logs in once with the password and this code."
          )}
        </ActRow>
      </div>
      {issued ? (
        <NewBypassCode
          user={user}
          issued={issued}
          heading={newCode}
          onKept={() => {
            setIssued(undefined);
            row.current?.focus();
          }}
        />
      ) : null}
      <BypassCodeQuestion
        user={user}
        isReplacing={outstanding !== null}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onDone={(answer) => {
          setIssued(answer);
          setAsking(false);
        }}
        fallbackFocus={newCode}
      />
    </>
  );
}
