import { Button } from "@sallyport/ui/button";
import { Dialog } from "@sallyport/ui/dialog";
import { useToast } from "@sallyport/ui/toast";
import { useState } from "react";
import { Loaded } from "../../page/loaded.tsx";
import { PageHeading } from "../page-heading.tsx";
import { AddAdministratorForm } from "./add-administrator-form.tsx";
import { useAdministrators } from "./administrators-query.ts";
import { AdministratorsTable } from "./administrators-table.tsx";

export function AdministratorsPage() {
  const administrators = useAdministrators();
  const [isAdding, setAdding] = useState(false);
  const toast = useToast();
  return (
    <>
      <PageHeading
        title="Administrators"
        action={
          <Button variant="primary" onClick={() => setAdding(true)}>
            Add administrator
          </Button>
        }
      />
      <Loaded query={administrators} what="the administrators">
        {(list) => <AdministratorsTable administrators={list} />}
      </Loaded>
      <Dialog title="Add administrator" isOpen={isAdding} onClose={() => setAdding(false)}>
        <AddAdministratorForm
          onDone={({ email }) => {
            setAdding(false);
            toast(`An invitation is on its way to ${email}.`);
          }}
        />
      </Dialog>
    </>
  );
}
