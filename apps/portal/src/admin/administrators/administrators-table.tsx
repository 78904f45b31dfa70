import type { Administrator } from "@sallyport/contract/administrators";
import { DataTable } from "@sallyport/ui/data-table";
import { Dialog } from "@sallyport/ui/dialog";
import { useToast } from "@sallyport/ui/toast";
import { useState } from "react";
import { administratorColumns } from "./administrator-columns.tsx";
import { EditAdministratorForm } from "./edit-administrator-form.tsx";

/** The list, and the pop-up of the administrator who was chosen from it. */
export function AdministratorsTable({ administrators }: { administrators: readonly Administrator[] }) {
  const [chosen, setChosen] = useState<Administrator>();
  const [isOpen, setOpen] = useState(false);
  const toast = useToast();

  function choose(administrator: Administrator) {
    setChosen(administrator);
    setOpen(true);
  }

  return (
    <>
      <DataTable
        caption="Administrators"
        columns={administratorColumns(choose)}
        rows={administrators}
        rowKey={({ id }) => id}
      />
      {chosen ? (
        <Dialog title={chosen.name} isOpen={isOpen} onClose={() => setOpen(false)}>
          <EditAdministratorForm
            administrator={chosen}
            onDone={({ name }) => {
              setOpen(false);
              toast(`${name} is saved.`);
            }}
          />
        </Dialog>
      ) : null}
    </>
  );
}
