import { type Account, nameOf } from "../vault/account.ts";
import { ConfirmErasure } from "../vault/confirm-erasure.tsx";
import { useRemoveAccounts } from "../vault/use-vault.ts";

export function DeleteDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const remove = useRemoveAccounts(`${nameOf(account.key)} is deleted.`);
  return (
    <ConfirmErasure
      title={`Delete ${nameOf(account.key)}?`}
      label="Delete"
      isOpen
      erase={remove}
      onErase={() => remove.mutate([account.id], { onSuccess: onClose })}
      onClose={onClose}
    >
      This does not turn off two-step verification: {nameOf({ ...account.key, account: "" })} will still ask
      for a code, and this app can't make it any more. Turn it off there first, or set up another
      authenticator.
    </ConfirmErasure>
  );
}
