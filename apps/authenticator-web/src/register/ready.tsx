import { Button } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { useNavigate } from "react-router";
import { InstallButton } from "../install/install-button.tsx";

export function Ready({ email }: { email: string }) {
  const navigate = useNavigate();
  return (
    <DoorPage
      title="You're set up and ready to go"
      lead={
        <p>
          <strong>{email}</strong> is verified. Next, add your first account: Settings, then “2-step
          verification (TOTP)”.
        </p>
      }
    >
      <Button variant="primary" onClick={() => void navigate("/")}>
        Done
      </Button>
      <InstallButton />
    </DoorPage>
  );
}
