import type { Group } from "@sallyport/contract/groups";
import type { User } from "@sallyport/contract/users";
import { Button } from "@sallyport/ui/button";
import { ConfirmDialog } from "@sallyport/ui/confirm-dialog";
import { useToast } from "@sallyport/ui/toast";
import { useState } from "react";
import { problemOf } from "../../api/problem-of.ts";
import { RefusalNotice } from "../../form/refusal-notice.tsx";
import { useRemoveMember } from "./group-acts.ts";

export function RemoveMember({ group, user: { id, name } }: { group: Group; user: User }) {
  const [isAsking, setAsking] = useState(false);
  const toast = useToast();
  const removing = useRemoveMember(group.id, id, () => {
    setAsking(false);
    toast(`${name} is no longer a member.`);
  });
  function ask() {
    removing.reset();
    setAsking(true);
  }
  return (
    <>
      <Button variant="quiet" aria-label={`Remove ${name}`} onClick={ask}>
        Remove
      </Button>
      <ConfirmDialog
        title={`Remove ${name} from ${group.name}?`}
        action="Remove"
        isOpen={isAsking}
        isBusy={removing.isPending}
        onConfirm={() => removing.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>
          {group.requirement === null
            ? "The account stays as it is."
            : "If nothing else requires MFA of this user, the password alone is enough from then on. A lock stays."}
        </p>
        <RefusalNotice problem={removing.error && problemOf(removing.error)} />
      </ConfirmDialog>
    </>
  );
}
