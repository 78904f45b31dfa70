import { Button } from "@sallyport/ui/button";
import { Dialog } from "@sallyport/ui/dialog";
import { Moment } from "@sallyport/ui/moment";
import { useToast } from "@sallyport/ui/toast";
import { useState } from "react";
import { ChangePasswordForm } from "./change-password-form.tsx";
import { SecuritySection } from "./security-section.tsx";

export function PasswordSection({ setAt }: { setAt: string | null }) {
  const [isOpen, setOpen] = useState(false);
  const toast = useToast();
  return (
    <SecuritySection
      title="Password"
      name="password"
      lead={
        setAt === null ? (
          "You have never changed it."
        ) : (
          <>
            You set it on <Moment at={setAt} as="date-time" />.
          </>
        )
      }
      action={<Button onClick={() => setOpen(true)}>Change password</Button>}
    >
      <Dialog title="Change password" isOpen={isOpen} onClose={() => setOpen(false)}>
        <ChangePasswordForm
          onDone={() => {
            setOpen(false);
            toast("Your password is changed. Your other sessions have ended.");
          }}
        />
      </Dialog>
    </SecuritySection>
  );
}
