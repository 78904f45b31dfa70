import { previewBulkAction } from "@sallyport/contract/bulk-actions";
import { call } from "@sallyport/contract/call";
import type { Request } from "@sallyport/contract/endpoint";
import { confirmJob, type Job } from "@sallyport/contract/jobs";
import { useMutation } from "@tanstack/react-query";
import { useProven } from "../../../proof/use-proven.ts";
import type { UsersView } from "../users-view.ts";
import { actionOf, type BulkChoice, type BulkInput } from "./bulk-choices.ts";
import type { Selection } from "./use-selection.ts";

export function usePreview(
  choice: BulkChoice,
  view: UsersView,
  selection: Pick<Selection, "ids" | "isWhole">,
) {
  return useMutation({
    mutationFn: (input: BulkInput) => {
      const { sort: _sort, order: _order, after: _after, ...filter } = view;
      const users: Request<typeof previewBulkAction>["body"]["users"] = selection.isWhole
        ? { by: "filter", filter }
        : { by: "selection", ids: [...selection.ids] };
      return call(previewBulkAction, { body: { action: actionOf(choice, input), users } });
    },
  });
}

export function useConfirm(onStarted: (job: Job) => void) {
  return useProven(
    ({ id, confirmation }: { id: string; confirmation?: string | undefined }) =>
      call(confirmJob, { params: { id }, body: confirmation === undefined ? {} : { confirmation } }),
    onStarted,
  );
}
