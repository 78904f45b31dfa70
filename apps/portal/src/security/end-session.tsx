import type { OpenSession } from "@sallyport/contract/security";
import { Button } from "@sallyport/ui/button";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { useEndSession } from "./security-acts.ts";

interface EndSessionProps {
  session: OpenSession;
  described: string;
  onDone: () => void;
}

/** Needs no confirmation, because the user can log in again on that device. */
export function EndSession({ session: { id, device }, described, onDone }: EndSessionProps) {
  const ending = useEndSession(id, onDone);
  return (
    <>
      <Button aria-describedby={described} isBusy={ending.isPending} onClick={() => ending.mutate()}>
        Log out <span className="visually-hidden">{device}</span>
      </Button>
      <RefusalNotice problem={ending.error && problemOf(ending.error)} />
    </>
  );
}
