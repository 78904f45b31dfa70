import { Button } from "@sallyport/ui/button";
import { Dialog } from "@sallyport/ui/dialog";
import { Form, FormActions } from "@sallyport/ui/form";
import { Notice } from "@sallyport/ui/notice";
import { useState } from "react";
import type { Account } from "../vault/account.ts";
import { changeTrouble } from "../vault/trouble-text.ts";
import { useKeepAccount } from "../vault/use-vault.ts";
import { NameFields, type Names, namesIn } from "./name-fields.tsx";

export function RenameDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const keep = useKeepAccount();
  const [nameless, setNameless] = useState<Names>();

  function save(fields: FormData) {
    const names = namesIn(fields);
    setNameless(names.issuer === "" ? names : undefined);
    if (names.issuer === "") return;
    keep.mutate({ ...account, key: { ...account.key, ...names } }, { onSuccess: onClose });
  }

  return (
    <Dialog title="Rename account" isOpen onClose={onClose}>
      {keep.error ? (
        <Notice tone="danger" title="The new name was not stored">
          {changeTrouble(keep.error)}
        </Notice>
      ) : null}
      <Form onSubmit={save} mistake={nameless}>
        <NameFields names={account.key} isNameless={nameless !== undefined} />
        <FormActions>
          <Button type="submit" variant="primary" isBusy={keep.isPending}>
            Save
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
