import { eventGroups } from "@sallyport/contract/activity-sentences";
import type { Webhook, WebhookProblem } from "@sallyport/contract/webhooks";
import { Badge } from "@sallyport/ui/badge";
import { Button } from "@sallyport/ui/button";
import { ConfirmDialog } from "@sallyport/ui/confirm-dialog";
import { Moment } from "@sallyport/ui/moment";
import { Notice } from "@sallyport/ui/notice";
import { useToast } from "@sallyport/ui/toast";
import { type RefObject, useState } from "react";
import { problemOf } from "../../api/problem-of.ts";
import { RefusalNotice } from "../../form/refusal-notice.tsx";
import { Row } from "../../security/row-list.tsx";
import { ActButton } from "../users/act-button.tsx";
import { useRemoveWebhook, useResumeWebhook, useRotateSecret, useTestWebhook } from "./webhook-acts.ts";
import { counted, problemWords, stateBadges } from "./webhook-words.ts";

interface WebhookRowProps {
  webhook: Webhook;
  /** The element that gets the focus after the row has disappeared. */
  heading: RefObject<HTMLHeadingElement | null>;
  onSecret: (secret: string) => void;
}

export function WebhookRow({ webhook, heading, onSecret }: WebhookRowProps) {
  const { id, url, state } = webhook;
  const { label, tone } = stateBadges[state];
  const factsId = `facts-of-${id}`;
  return (
    <Row
      name={url}
      badge={<Badge tone={tone}>{label}</Badge>}
      facts={<Facts webhook={webhook} />}
      factsId={factsId}
      buttons={
        <>
          {state === "active" ? null : <Resume webhook={webhook} factsId={factsId} />}
          <TestWebhook id={id} factsId={factsId} />
          <RotateSecret webhook={webhook} factsId={factsId} onSecret={onSecret} />
          <Remove webhook={webhook} factsId={factsId} heading={heading} />
        </>
      }
    />
  );
}

function Facts({ webhook }: { webhook: Webhook }) {
  const { groups, problem, failingSince, nextAttemptAt, lastDeliveredAt, waiting, skipped } = webhook;
  const { previousSecretUntil } = webhook;
  return (
    <>
      <li>{groups.map((group) => eventGroups[group]).join(", ")}</li>
      <li>
        {lastDeliveredAt === null ? (
          "Nothing delivered yet"
        ) : (
          <>
            Last delivery <Moment at={lastDeliveredAt} as="relative" />
          </>
        )}
      </li>
      {waiting > 0 ? <li>{counted(waiting, "event")} waiting</li> : null}
      {skipped > 0 ? <li>{counted(skipped, "event")} skipped, because too many waited</li> : null}
      {problem === null ? null : <li>{problemWords(problem)}</li>}
      {failingSince === null ? null : (
        <li>
          Failing since <Moment at={failingSince} as="date-time" />
        </li>
      )}
      {previousSecretUntil === null ? null : (
        <li>
          The previous secret also signs until <Moment at={previousSecretUntil} as="date-time" />
        </li>
      )}
      {nextAttemptAt === null ? null : (
        <li>
          Next attempt <Moment at={nextAttemptAt} as="exact" />
        </li>
      )}
    </>
  );
}

function Resume({ webhook: { id, state }, factsId }: { webhook: Webhook; factsId: string }) {
  const toast = useToast();
  const act = useResumeWebhook(id, () => toast("The webhook is tried again."));
  return (
    <ActButton act={act} described={factsId}>
      {state === "paused" ? "Resume" : "Try now"}
    </ActButton>
  );
}

function TestWebhook({ id, factsId }: { id: string; factsId: string }) {
  const [result, setResult] = useState<WebhookProblem | null>();
  const act = useTestWebhook(id, setResult);
  return (
    <>
      <Button
        aria-describedby={factsId}
        isBusy={act.isPending}
        onClick={() => {
          setResult(undefined);
          act.mutate();
        }}
      >
        Send test
      </Button>
      <RefusalNotice problem={act.error && problemOf(act.error)} />
      {result === undefined ? null : result === null ? (
        <Notice tone="success">The receiver took the test event.</Notice>
      ) : (
        <Notice tone="warning" title="The test event wasn't delivered">
          {problemWords(result)}
        </Notice>
      )}
    </>
  );
}

function RotateSecret({
  webhook: { id, url },
  factsId,
  onSecret,
}: Pick<WebhookRowProps, "webhook" | "onSecret"> & { factsId: string }) {
  const [isAsking, setAsking] = useState(false);
  const act = useRotateSecret(id, (secret) => {
    setAsking(false);
    onSecret(secret);
  });
  return (
    <>
      <Button aria-describedby={factsId} onClick={() => setAsking(true)}>
        New secret
      </Button>
      <ConfirmDialog
        title="Make a new secret?"
        action="Make new secret"
        isOpen={isAsking}
        isBusy={act.isPending}
        onConfirm={() => act.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>
          For 24 hours, events to <bdi>{url}</bdi> are signed with both secrets. Give the new secret to the
          receiver in this time.
        </p>
        <RefusalNotice problem={act.error && problemOf(act.error)} />
      </ConfirmDialog>
    </>
  );
}

function Remove({
  webhook: { id, url },
  factsId,
  heading,
}: Pick<WebhookRowProps, "webhook" | "heading"> & { factsId: string }) {
  const toast = useToast();
  const [isAsking, setAsking] = useState(false);
  const act = useRemoveWebhook(id, () => {
    setAsking(false);
    toast("The webhook is removed.");
  });
  return (
    <>
      <Button variant="danger" aria-describedby={factsId} onClick={() => setAsking(true)}>
        Remove
      </Button>
      <ConfirmDialog
        title="Remove the webhook?"
        action="Remove webhook"
        isOpen={isAsking}
        isBusy={act.isPending}
        onConfirm={() => act.mutate()}
        onClose={() => setAsking(false)}
        fallbackFocus={heading}
      >
        <p>
          <bdi>{url}</bdi> gets no more events, and its secret is deleted.
        </p>
        <RefusalNotice problem={act.error && problemOf(act.error)} />
      </ConfirmDialog>
    </>
  );
}
