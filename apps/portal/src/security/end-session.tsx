import type { OpenSession } from "@sallyport/contract/security";
import { Button } from "@sallyport/ui/button";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { useEndSession } from "./security-acts.ts";

interface EndSessionProps {
  session: OpenSession;
  /** The id of the text that distinguishes this session from others of the same browser. */
  described: string;
  onDone: () => void;
}

/** Asks for no confirmation: a user who is logged out by mistake can log in again. */
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
