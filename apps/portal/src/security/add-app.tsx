import type { PendingTotp } from "@sallyport/contract/sign-in";
import { Button } from "@sallyport/ui/button";
import { Dialog } from "@sallyport/ui/dialog";
import { useToast } from "@sallyport/ui/toast";
import { type Ref, useState } from "react";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { AddAppForm } from "./add-app-form.tsx";
import { useBeginApp } from "./security-acts.ts";

export function AddApp({ button }: { button?: Ref<HTMLButtonElement> }) {
  const [pending, setPending] = useState<PendingTotp>();
  const [isOpen, setOpen] = useState(false);
  const toast = useToast();
  const beginning = useBeginApp((begun) => {
    setPending(begun);
    setOpen(true);
  });
  return (
    <>
      <Button ref={button} isBusy={beginning.isPending} onClick={() => beginning.mutate()}>
        Add an authenticator app
      </Button>
      <RefusalNotice problem={beginning.error && problemOf(beginning.error)} />
      <Dialog title="Add an authenticator app" isOpen={isOpen} onClose={() => setOpen(false)}>
        {pending ? (
          <AddAppForm
            pending={pending}
            onDone={() => {
              setOpen(false);
              toast("The authenticator app is added. Your other sessions have ended.");
            }}
          />
        ) : null}
      </Dialog>
    </>
  );
}
