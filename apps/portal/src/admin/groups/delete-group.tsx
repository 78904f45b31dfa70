import type { Group } from "@sallyport/contract/groups";
import { useToast } from "@sallyport/ui/toast";
import { useNavigate } from "react-router";
import { ConfirmedAct } from "../confirmed-act.tsx";
import { useDeleteGroup } from "./group-acts.ts";

export function DeleteGroup({ group: { id, name, requirement } }: { group: Group }) {
  const toast = useToast();
  const navigate = useNavigate();
  const act = useDeleteGroup(id, () => {
    toast(`${name} is deleted.`);
    void navigate("/admin/groups", { replace: true });
  });
  return (
    <ConfirmedAct
      title="Delete"
      button="Delete group"
      question={`Delete ${name}?`}
      act={act}
      consequence={
        requirement === null
          ? "The members stay, but are no longer in this group."
          : "The members stay. If nothing else requires MFA of a member, the password alone is then enough. Locked members stay locked."
      }
    >
      Deletes the group. Its members stay.
    </ConfirmedAct>
  );
}
