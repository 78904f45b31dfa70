import { defaultDaysToSetUp } from "@sallyport/contract/text";
import { z } from "@sallyport/contract/zod";
import { Button } from "@sallyport/ui/button";
import { Form, FormActions } from "@sallyport/ui/form";
import { useState } from "react";
import { problemOf } from "../../api/problem-of.ts";
import { RefusalNotice } from "../../form/refusal-notice.tsx";
import { useKeptState } from "../../form/use-kept.ts";
import { SetUpDaysField } from "./set-up-days-field.tsx";
import { useExtendDeadline } from "./user-acts.ts";

export function DeadlineForm({ userId, onDone }: { userId: string; onDone: () => void }) {
  const extend = useExtendDeadline(userId, onDone);
  const [days, setDays] = useKeptState<number | null>("extend", z.number().nullable(), defaultDaysToSetUp);
  const [isMissing, setMissing] = useState(false);
  function submit() {
    setMissing(days === null);
    if (days !== null && !extend.isPending) extend.mutate(days);
  }
  return (
    <Form onSubmit={submit}>
      <p>The days count from now, not from the old deadline. No factor is touched.</p>
      <RefusalNotice problem={extend.error && problemOf(extend.error)} />
      <SetUpDaysField label="Days from now" days={days} onChange={setDays} isMissing={isMissing} />
      <FormActions>
        <Button type="submit" variant="primary" isBusy={extend.isPending}>
          Extend
        </Button>
      </FormActions>
    </Form>
  );
}
