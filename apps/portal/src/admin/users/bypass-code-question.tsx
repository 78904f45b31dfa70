import { bypassCodeHours } from "@sallyport/contract/user-security";
import type { User } from "@sallyport/contract/users";
import { ConfirmDialog } from "@sallyport/ui/confirm-dialog";
import { SelectField } from "@sallyport/ui/select-field";
import { type RefObject, useState } from "react";
import { problemOf } from "../../api/problem-of.ts";
import { RefusalNotice } from "../../form/refusal-notice.tsx";
import { type IssuedBypassCode, useIssueBypassCode } from "./user-acts.ts";

interface BypassCodeQuestionProps {
  user: User;
  isReplacing: boolean;
  isOpen: boolean;
  onClose: () => void;
  onDone: (issued: IssuedBypassCode) => void;
  fallbackFocus: RefObject<HTMLElement | null>;
}

const options = bypassCodeHours.map((hours) => ({
  value: String(hours),
  label: hours === 1 ? "1 hour" : `${hours} hours`,
}));

export function BypassCodeQuestion(props: BypassCodeQuestionProps) {
  const { user, isReplacing, isOpen, onClose, onDone, fallbackFocus } = props;
  const [chosen, setChosen] = useState("4");
  const issuing = useIssueBypassCode(user.id, onDone);
  function issue() {
    const hours = bypassCodeHours.find((each) => String(each) === chosen);
    if (hours !== undefined) issuing.mutate({ hours });
  }
  return (
    <ConfirmDialog
      title={`Make a bypass code for ${user.name}?`}
      action="Make code"
      isOpen={isOpen}
      isBusy={issuing.isPending}
      onConfirm={issue}
      onClose={onClose}
      fallbackFocus={fallbackFocus}
    >
      <p>
        Make sure that it is really <bdi>{user.name}</bdi> who asks. The code replaces the second factor once.
        Such a login can't change how the user logs in, and ends at the latest 24 hours from now. The user
        gets a mail.{isReplacing ? " The present code stops working." : null}
      </p>
      <SelectField label="The code can be used for" value={chosen} onChange={setChosen} options={options} />
      <RefusalNotice problem={issuing.error && problemOf(issuing.error)} />
    </ConfirmDialog>
  );
}
