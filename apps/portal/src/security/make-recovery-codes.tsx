import { Button } from "@sallyport/ui/button";
import { ConfirmDialog } from "@sallyport/ui/confirm-dialog";
import { type RefObject, useState } from "react";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { useMakeRecoveryCodes } from "./security-acts.ts";

interface MakeRecoveryCodesProps {
  onMade: (codes: readonly string[]) => void;
}

export function MakeFirstCodes({ onMade }: MakeRecoveryCodesProps) {
  const making = useMakeRecoveryCodes(onMade);
  return (
    <>
      <Button isBusy={making.isPending} onClick={() => making.mutate()}>
        Make recovery codes
      </Button>
      <RefusalNotice problem={making.error && problemOf(making.error)} />
    </>
  );
}

interface MakeNewCodesProps extends MakeRecoveryCodesProps {
  areShown: boolean;
  codesHeading: RefObject<HTMLHeadingElement | null>;
}

export function MakeNewCodes({ areShown, onMade, codesHeading }: MakeNewCodesProps) {
  const [isAsking, setAsking] = useState(false);
  const end = () => setAsking(false);
  const making = useMakeRecoveryCodes((codes) => {
    end();
    onMade(codes);
  });
  return (
    <>
      {areShown ? null : <Button onClick={() => setAsking(true)}>Make new recovery codes</Button>}
      <ConfirmDialog
        title="Make new recovery codes?"
        action="Make new codes"
        isOpen={isAsking}
        isBusy={making.isPending}
        onConfirm={() => making.mutate()}
        onClose={end}
        fallbackFocus={codesHeading}
      >
        <p>Your old codes stop working immediately, and new codes replace them.</p>
        <RefusalNotice problem={making.error && problemOf(making.error)} />
      </ConfirmDialog>
    </>
  );
}
