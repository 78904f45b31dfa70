import { BulkAction } from "@sallyport/contract/bulk-actions";
import { z } from "@sallyport/contract/zod";

/** `groupName` is stored, so the job's title can name a group that was deleted later. */
const StoredAction = z.intersection(BulkAction, z.object({ groupName: z.prefault(z.string(), "") }));
export type StoredAction = z.infer<typeof StoredAction>;

export function storedActionIn(input: unknown): StoredAction {
  return StoredAction.parse(input);
}

export function groupIdIn(action: BulkAction): string | null {
  return action.name === "add-to-group" ? action.group : null;
}
