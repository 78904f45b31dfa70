import { Button } from "@sallyport/ui/button";
import { Dialog } from "@sallyport/ui/dialog";
import { FormActions } from "@sallyport/ui/form";
import { type RefObject, useState } from "react";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { useMakeRecoveryCodes } from "./security-acts.ts";

interface MakeRecoveryCodesProps {
  onMade: (codes: readonly string[]) => void;
}

/** The first codes are made at once. */
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
  /** True while new codes are on the page: then there is nothing to press. */
  areShown: boolean;
  /** Above the new codes, which take the place of the button that led to them. */
  codesHeading: RefObject<HTMLHeadingElement | null>;
}

/** New codes only after a warning, because they end the ones that were kept. */
export function MakeNewCodes({ areShown, onMade, codesHeading }: MakeNewCodesProps) {
  const [isAsking, setAsking] = useState(false);
  const end = () => setAsking(false);
  return (
    <>
      {areShown ? null : <Button onClick={() => setAsking(true)}>Make new recovery codes</Button>}
      <Dialog title="Make new recovery codes?" isOpen={isAsking} onClose={end} fallbackFocus={codesHeading}>
        <NewCodesQuestion
          onMade={(codes) => {
            end();
            onMade(codes);
          }}
          onCancel={end}
        />
      </Dialog>
    </>
  );
}

function NewCodesQuestion({ onMade, onCancel }: MakeRecoveryCodesProps & { onCancel: () => void }) {
  const making = useMakeRecoveryCodes(onMade);
  return (
    <>
      <p>All codes that you have kept stop working at once, and new ones take their place.</p>
      <RefusalNotice problem={making.error && problemOf(making.error)} />
      <FormActions>
        <Button variant="danger" isBusy={making.isPending} onClick={() => making.mutate()}>
          Make new codes
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </FormActions>
    </>
  );
}
