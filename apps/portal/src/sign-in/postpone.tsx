import type { Realm } from "@sallyport/contract/text";
import { Button } from "@sallyport/ui/button";
import { Moment } from "@sallyport/ui/moment";
import { TimeLeft } from "@sallyport/ui/time-left";
import { useId } from "react";
import { usePostponeSetUp } from "../api/moves.ts";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import css from "./set-up.module.css";

export function Postpone({ realm, enrolBy }: { realm: Realm; enrolBy: string }) {
  const postponing = usePostponeSetUp(realm);
  const deadlineId = useId();
  return (
    <div className={css.postpone}>
      <RefusalNotice problem={postponing.error && problemOf(postponing.error)} />
      <Button isBusy={postponing.isPending} aria-describedby={deadlineId} onClick={() => postponing.mutate()}>
        Set up later
      </Button>
      <p id={deadlineId}>
        <TimeLeft until={enrolBy} />, until <Moment at={enrolBy} as="date-time" />
      </p>
    </div>
  );
}
