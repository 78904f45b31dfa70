import { Button } from "@sallyport/ui/button";
import { useNavigate } from "react-router";
import { useLeave } from "../../api/moves.ts";
import { problemOf } from "../../api/problem-of.ts";
import { RefusalNotice } from "../../form/refusal-notice.tsx";
import { tryAddress } from "./trial-text.ts";

/** Logs the user out of the portal, and begins again. The administrator stays logged in. */
export function OtherUser({ id }: { id: string }) {
  const leaving = useLeave("user");
  const navigate = useNavigate();
  return (
    <>
      <Button
        isBusy={leaving.isPending}
        onClick={() => leaving.mutate(undefined, { onSuccess: () => void navigate(tryAddress(id)) })}
      >
        Log out and try another user
      </Button>
      <RefusalNotice problem={leaving.error && problemOf(leaving.error)} />
    </>
  );
}
