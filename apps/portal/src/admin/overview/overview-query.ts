import { call } from "@sallyport/contract/call";
import { confirmBackups, sendTestMail, showChecklist, showOverview } from "@sallyport/contract/overview";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

const overviewKey = ["overview"] as const;
const checklistKey = ["checklist"] as const;

/** This query doesn't repeat automatically, because each request keeps the session alive. */
export function useOverview() {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return useQuery({
    queryKey: overviewKey,
    queryFn: ({ signal }) => call(showOverview, { query: { timeZone } }, signal),
  });
}

export function useChecklist() {
  return useQuery({
    queryKey: checklistKey,
    queryFn: ({ signal }) => call(showChecklist, {}, signal),
  });
}

export function useConfirmBackups() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(confirmBackups, {}),
    onSuccess: () => client.invalidateQueries({ queryKey: checklistKey }),
  });
}

export function useSendTestMail(onAccepted: (to: string) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(sendTestMail, {}),
    onSuccess: ({ problem, to }) => {
      if (problem === null) onAccepted(to);
      void client.invalidateQueries({ queryKey: checklistKey });
      void client.invalidateQueries({ queryKey: overviewKey });
    },
  });
}
