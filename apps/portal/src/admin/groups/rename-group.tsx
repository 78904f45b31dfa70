import type { Group } from "@sallyport/contract/groups";
import { Dialog } from "@sallyport/ui/dialog";
import { useToast } from "@sallyport/ui/toast";
import { useKeptOpen } from "../../form/use-kept.ts";
import { ActRow } from "../act-row.tsx";
import { useRenameGroup } from "./group-acts.ts";
import { GroupNameForm } from "./group-name-form.tsx";

export function RenameGroup({ group: { id, name } }: { group: Group }) {
  const [isOpen, setOpen] = useKeptOpen("rename-group");
  const toast = useToast();
  const renaming = useRenameGroup(id, (group) => {
    setOpen(false);
    toast(`The group is now called ${group.name}.`);
  });
  return (
    <>
      <ActRow title="Name" button="Rename" onPress={() => setOpen(true)}>
        <bdi>{name}</bdi>
      </ActRow>
      <Dialog title={`Rename ${name}`} isOpen={isOpen} onClose={() => setOpen(false)}>
        <GroupNameForm kept="rename-group" button="Rename" name={name} mutation={renaming} />
      </Dialog>
    </>
  );
}
