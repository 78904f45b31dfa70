import type { Security } from "@sallyport/contract/security";
import { Button } from "@sallyport/ui/button";
import { Dialog } from "@sallyport/ui/dialog";
import { FormActions } from "@sallyport/ui/form";
import { type RefObject, useState } from "react";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { useMakeRecoveryCodes } from "./security-acts.ts";

interface MakeRecoveryCodesProps {
  existing: Security["recoveryCodes"];
  /** True while new codes are on the page: then there is nothing to press. */
  areShown: boolean;
  onMade: (codes: readonly string[]) => void;
  /** Above the new codes, which take the place of the button that led to them. */
  codesHeading: RefObject<HTMLHeadingElement | null>;
}

/** The first codes are made at once; new ones only after a warning, because they end the ones that were kept. */
export function MakeRecoveryCodes({ existing, areShown, onMade, codesHeading }: MakeRecoveryCodesProps) {
  const [isAsking, setAsking] = useState(false);
  const making = useMakeRecoveryCodes((codes) => {
    setAsking(false);
    onMade(codes);
  });
  const isFirst = existing === null;
  const refusal = <RefusalNotice problem={making.error && problemOf(making.error)} />;
  return (
    <>
      {areShown ? null : (
        <Button
          isBusy={isFirst && making.isPending}
          onClick={() => (isFirst ? making.mutate() : setAsking(true))}
        >
          {isFirst ? "Make recovery codes" : "Make new recovery codes"}
        </Button>
      )}
      {isFirst ? refusal : null}
      <Dialog
        title="Make new recovery codes?"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        fallbackFocus={codesHeading}
      >
        <p>All codes that you have kept stop working at once, and ten new ones take their place.</p>
        {refusal}
        <FormActions>
          <Button variant="danger" isBusy={making.isPending} onClick={() => making.mutate()}>
            Make new codes
          </Button>
          <Button onClick={() => setAsking(false)}>Cancel</Button>
        </FormActions>
      </Dialog>
    </>
  );
}
