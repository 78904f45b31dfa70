import { Button } from "@sallyport/ui/button";
import { Dialog } from "@sallyport/ui/dialog";
import { FormActions } from "@sallyport/ui/form";

interface KeepLastFactorProps {
  name: string;
  isOpen: boolean;
  onAddAnother: () => void;
  onClose: () => void;
}

export function KeepLastFactor({ name, isOpen, onAddAnother, onClose }: KeepLastFactorProps) {
  return (
    <Dialog title={`You can't remove “${name}” yet`} isOpen={isOpen} onClose={onClose}>
      <p>
        Your administrator requires multi-factor authentication, so at least one app or passkey must stay. Add
        another one first, then remove this one.
      </p>
      <FormActions>
        <Button variant="primary" onClick={onAddAnother}>
          Add another first
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </FormActions>
    </Dialog>
  );
}
