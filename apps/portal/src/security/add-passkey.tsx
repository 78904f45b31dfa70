import { Button } from "@sallyport/ui/button";
import { Dialog } from "@sallyport/ui/dialog";
import { useToast } from "@sallyport/ui/toast";
import type { Ref } from "react";
import { useKeptOpen } from "../form/use-kept.ts";
import { AddPasskeyForm } from "./add-passkey-form.tsx";

export function AddPasskey({ button }: { button?: Ref<HTMLButtonElement> }) {
  const [isOpen, setOpen] = useKeptOpen("add-passkey");
  const toast = useToast();
  return (
    <>
      <Button ref={button} onClick={() => setOpen(true)}>
        Add a passkey
      </Button>
      <Dialog title="Add a passkey" isOpen={isOpen} onClose={() => setOpen(false)}>
        <AddPasskeyForm
          onDone={() => {
            setOpen(false);
            toast("The passkey is added. Your other sessions have ended.");
          }}
        />
      </Dialog>
    </>
  );
}
