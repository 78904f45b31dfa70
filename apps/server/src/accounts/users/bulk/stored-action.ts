import { BulkAction } from "@sallyport/contract/bulk-actions";
import { z } from "@sallyport/contract/zod";

/** The title still names a group that was deleted. */
const StoredAction = z.intersection(BulkAction, z.object({ groupName: z.prefault(z.string(), "") }));
export type StoredAction = z.infer<typeof StoredAction>;

export function storedActionIn(input: unknown): StoredAction {
  return StoredAction.parse(input);
}

export function groupIdIn(action: BulkAction): string | null {
  return action.name === "add-to-group" ? action.group : null;
}
