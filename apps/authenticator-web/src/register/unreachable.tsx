import { Button } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { Notice } from "@sallyport/ui/notice";

interface UnreachableProps {
  detail: string;
  isTrying: boolean;
  onTryAgain: () => void;
}

export function Unreachable({ detail, isTrying, onTryAgain }: UnreachableProps) {
  return (
    <DoorPage title="Sallyport Authenticator">
      <Notice
        tone="danger"
        title="The app can't begin"
        action={
          <Button isBusy={isTrying} onClick={onTryAgain}>
            Try again
          </Button>
        }
      >
        {detail}
      </Notice>
    </DoorPage>
  );
}
