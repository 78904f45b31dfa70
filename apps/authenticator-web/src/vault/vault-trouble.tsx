import { Button } from "@sallyport/ui/button";
import { Notice } from "@sallyport/ui/notice";
import { useState } from "react";
import { ConfirmErasure } from "./confirm-erasure.tsx";
import { ConnectionLost } from "./connection.ts";
import { troubleText } from "./trouble-text.ts";
import { useEraseVault } from "./use-vault.ts";
import { VaultUnreadable } from "./vault.ts";
import css from "./vault-trouble.module.css";

interface VaultTroubleProps {
  error: Error;
  isTrying: boolean;
  onTryAgain: () => void;
}

export function VaultTrouble({ error, isTrying, onTryAgain }: VaultTroubleProps) {
  const [isAsking, setAsking] = useState(false);
  const erase = useEraseVault();
  const { title, wayOut } = troubleText(error);
  const actions = (
    <div className={css.actions}>
      {error instanceof ConnectionLost ? (
        <Button variant="primary" onClick={() => window.location.reload()}>
          Load the app again
        </Button>
      ) : (
        <Button isBusy={isTrying} onClick={onTryAgain}>
          Try again
        </Button>
      )}
      {error instanceof VaultUnreadable ? (
        <Button variant="danger" onClick={() => setAsking(true)}>
          Erase and begin again
        </Button>
      ) : null}
    </div>
  );
  return (
    <>
      <Notice tone="danger" title={title} action={actions}>
        {wayOut}
      </Notice>
      <ConfirmErasure
        title="Erase all accounts in this app?"
        label="Erase"
        isOpen={isAsking}
        erase={erase}
        onErase={() => erase.mutate(undefined, { onSuccess: () => setAsking(false) })}
        onClose={() => setAsking(false)}
      >
        Their codes can't be made here again. You will have to set up each account again on its site, or ask
        the administrator to reset your authenticator.
      </ConfirmErasure>
    </>
  );
}
