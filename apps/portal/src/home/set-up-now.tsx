import { Button } from "@sallyport/ui/button";
import { useResumeSetUp } from "../api/moves.ts";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";

export function SetUpNow() {
  const resuming = useResumeSetUp("user");
  return (
    <>
      <RefusalNotice problem={resuming.error && problemOf(resuming.error)} />
      <Button variant="primary" isBusy={resuming.isPending} onClick={() => resuming.mutate()}>
        Set up now
      </Button>
    </>
  );
}
