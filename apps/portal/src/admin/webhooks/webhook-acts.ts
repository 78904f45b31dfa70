import type { EventGroup } from "@sallyport/contract/activity-sentences";
import { call } from "@sallyport/contract/call";
import type { Reply } from "@sallyport/contract/endpoint";
import * as contract from "@sallyport/contract/webhooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useProven } from "../../proof/use-proven.ts";

const webhooksKey = ["webhooks"] as const;
const betweenMs = 5000;

export function useWebhooks() {
  return useQuery({
    queryKey: webhooksKey,
    queryFn: ({ signal }) => call(contract.listWebhooks, {}, signal),
    select: ({ webhooks }) => webhooks,
  });
}

/** After a change, reads the webhooks twice: immediately, and a little later to show the first delivery. */
function useFreshWebhooks() {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: webhooksKey });
    setTimeout(() => void client.invalidateQueries({ queryKey: webhooksKey }), betweenMs);
  };
}

export function useAddWebhook(
  groups: readonly EventGroup[],
  onDone: (answer: Reply<typeof contract.addWebhook>) => void,
) {
  const refresh = useFreshWebhooks();
  return useProven(
    ({ url }: { url: string }) => call(contract.addWebhook, { body: { url, groups: [...groups] } }),
    (answer) => {
      refresh();
      onDone(answer);
    },
  );
}

export function useResumeWebhook(id: string, onDone: () => void) {
  const refresh = useFreshWebhooks();
  return useProven(
    () => call(contract.resumeWebhook, { params: { id } }),
    () => {
      refresh();
      onDone();
    },
  );
}

export function useRotateSecret(id: string, onDone: (secret: string) => void) {
  const refresh = useFreshWebhooks();
  return useProven(
    () => call(contract.rotateWebhookSecret, { params: { id } }),
    ({ secret }) => {
      refresh();
      onDone(secret);
    },
  );
}

export function useTestWebhook(id: string, onDone: (problem: contract.WebhookProblem | null) => void) {
  return useProven(
    () => call(contract.testWebhook, { params: { id } }),
    ({ problem }) => onDone(problem),
  );
}

export function useRemoveWebhook(id: string, onDone: () => void) {
  const refresh = useFreshWebhooks();
  return useProven(
    () => call(contract.removeWebhook, { params: { id } }),
    () => {
      refresh();
      onDone();
    },
  );
}
