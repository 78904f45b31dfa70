import { Button, LinkButton } from "@sallyport/ui/button";
import { Dialog } from "@sallyport/ui/dialog";
import { useToast } from "@sallyport/ui/toast";
import { useKeptOpen } from "../../form/use-kept.ts";
import { Loaded } from "../../page/loaded.tsx";
import { PageHeading } from "../page-heading.tsx";
import { useMay } from "../role.ts";
import { AddAdministratorForm } from "./add-administrator-form.tsx";
import { useAdministrators } from "./administrators-query.ts";
import { AdministratorsTable } from "./administrators-table.tsx";
import { AllAdministrators } from "./all-administrators.tsx";
import { EndEverySession } from "./end-every-session.tsx";

export function AdministratorsPage() {
  const administrators = useAdministrators();
  const [isAdding, setAdding] = useKeptOpen("add-administrator");
  const mayAdd = useMay("administrator");
  const mayEndAll = useMay("owner");
  const toast = useToast();
  return (
    <>
      <PageHeading
        title="Administrators"
        action={
          <>
            <LinkButton href="/admin/administrators/roles">Who can do what</LinkButton>{" "}
            {mayAdd ? (
              <Button variant="primary" onClick={() => setAdding(true)}>
                Add administrator
              </Button>
            ) : null}
          </>
        }
      />
      <Loaded query={administrators} what="the administrators">
        {(list) => <AdministratorsTable administrators={list} />}
      </Loaded>
      <section aria-labelledby="all-administrators">
        <h2 id="all-administrators" className="visually-hidden">
          All administrators
        </h2>
        <AllAdministrators />
      </section>
      {mayEndAll ? <EndEverySession /> : null}
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
