import { Dialog } from "@sallyport/ui/dialog";
import { useToast } from "@sallyport/ui/toast";
import { AddUserForm } from "./add-user-form.tsx";

interface AddUserProps {
  isOpen: boolean;
  onClose: () => void;
}

export function AddUser({ isOpen, onClose }: AddUserProps) {
  const toast = useToast();
  return (
    <Dialog title="Add user" isOpen={isOpen} onClose={onClose}>
      <AddUserForm
        onDone={({ email }) => {
          onClose();
          toast(`An invitation is on its way to ${email}.`);
        }}
      />
    </Dialog>
  );
}
