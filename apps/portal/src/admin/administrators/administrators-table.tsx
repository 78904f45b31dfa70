import type { Administrator } from "@sallyport/contract/administrators";
import { DataTable } from "@sallyport/ui/data-table";
import { Dialog } from "@sallyport/ui/dialog";
import { useToast } from "@sallyport/ui/toast";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useIsKept } from "../../form/use-kept.ts";
import { UndeliveredMailNotice } from "../undelivered-mail.tsx";
import { AdministratorAccess } from "./administrator-access.tsx";
import { administratorColumns } from "./administrator-columns.tsx";
import { roleOf } from "./change-role-form.tsx";
import { EditAdministratorForm, editOf } from "./edit-administrator-form.tsx";

export function AdministratorsTable({ administrators }: { administrators: readonly Administrator[] }) {
  const isKept = useIsKept();
  const linkedId = useSearchParams()[0].get("id");
  const [chosenId, setChosenId] = useState(
    () => administrators.find(({ id }) => id === linkedId || isKept(editOf(id)) || isKept(roleOf(id)))?.id,
  );
  const [isOpen, setOpen] = useState(chosenId !== undefined);
  const toast = useToast();
  const chosen = administrators.find(({ id }) => id === chosenId);

  function finish(what: string) {
    setOpen(false);
    toast(what);
  }

  function choose({ id }: Administrator) {
    setChosenId(id);
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
          <UndeliveredMailNotice account={chosen} />
          <EditAdministratorForm administrator={chosen} onDone={({ name }) => finish(`${name} is saved.`)} />
          <AdministratorAccess administrator={chosen} onDone={finish} />
        </Dialog>
      ) : null}
    </>
  );
}
