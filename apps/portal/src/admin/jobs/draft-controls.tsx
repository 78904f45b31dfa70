import type { Job } from "@sallyport/contract/jobs";
import { z } from "@sallyport/contract/zod";
import { Button } from "@sallyport/ui/button";
import { Form, FormActions } from "@sallyport/ui/form";
import { TextField } from "@sallyport/ui/text-field";
import { useToast } from "@sallyport/ui/toast";
import type { RefObject } from "react";
import { useNavigate } from "react-router";
import { problemOf } from "../../api/problem-of.ts";
import type { Typed } from "../../form/read-form.ts";
import { RefusalNotice } from "../../form/refusal-notice.tsx";
import { useForm } from "../../form/use-form.ts";
import { useMe } from "../../page/me.ts";
import { listOfUsers } from "../list-of-users.ts";
import { usersText } from "../users/bulk/users-text.ts";
import { useConfirmJob, useEndJob } from "./job-query.ts";

interface DraftControlsProps {
  job: Job;
  /** Gets the focus when the job has started. */
  progress: RefObject<HTMLElement | null>;
}

const Confirmation = z.object({ confirmation: z.optional(z.string()) });

export function DraftControls({ job, progress }: DraftControlsProps) {
  const { email } = useMe();
  if (email !== job.by) return <p>Only {job.by} can start this. It is deleted an hour after the preview.</p>;
  return <OwnDraft job={job} progress={progress} />;
}

function OwnDraft({ job: { id, total, skipped, isFinal }, progress }: DraftControlsProps) {
  const navigate = useNavigate();
  const toast = useToast();
  const affected = total - skipped;
  const discard = useEndJob(id);
  const form = useForm({
    schema: Confirmation,
    mutation: useConfirmJob(id, () => progress.current?.focus()),
    check: ({ confirmation }: Typed) =>
      isFinal && confirmation !== `${affected}` ? { confirmation: `Type ${affected} to confirm.` } : {},
  });

  function leave() {
    toast("The preview is discarded.");
    void navigate(listOfUsers());
  }

  return (
    <Form onSubmit={form.submit}>
      {isFinal && affected > 0 ? (
        <TextField
          label="Number of users"
          hint={
            <>
              This can't be undone. To confirm, type <strong>{affected}</strong>
            </>
          }
          inputMode="numeric"
          autoComplete="off"
          {...form.field("confirmation")}
        />
      ) : null}
      <RefusalNotice problem={form.problem ?? (discard.error && problemOf(discard.error))} />
      <FormActions>
        {affected > 0 ? (
          <Button
            type="submit"
            variant={isFinal ? "destroy" : "primary"}
            isBusy={form.isBusy}
          >{`Start for ${usersText(affected)}`}</Button>
        ) : null}
        <Button isBusy={discard.isPending} onClick={() => discard.mutate(undefined, { onSuccess: leave })}>
          Discard preview
        </Button>
      </FormActions>
    </Form>
  );
}
