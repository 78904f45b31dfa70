import { endpoint } from "./endpoint.ts";
import { GroupId } from "./groups.ts";
import { Job } from "./jobs.ts";
import { AccountId, Days, Instant } from "./text.ts";
import { mostSelected, UserFilters } from "./user-filters.ts";
import { z } from "./zod.ts";

export const BulkAction = z.discriminatedUnion("name", [
  z.object({ name: z.literal("require-mfa"), days: Days }),
  z.object({ name: z.literal("extend"), days: Days }),
  z.object({ name: z.literal("remind") }),
  z.object({ name: z.literal("unlock") }),
  z.object({ name: z.literal("suspend") }),
  z.object({ name: z.literal("activate") }),
  z.object({ name: z.literal("invite") }),
  z.object({ name: z.literal("add-to-group"), group: GroupId }),
  z.object({ name: z.literal("delete") }),
]);
export type BulkAction = z.infer<typeof BulkAction>;
export type BulkActionName = BulkAction["name"];

export const BulkPreview = z.object({
  job: Job,
  skipped: z.array(z.object({ reason: z.string(), count: z.int() })),
  /**
   * The times at which users who don't set up MFA will be locked. The times are rounded up to the next quarter
   * of an hour.
   */
  locks: z.array(z.object({ at: Instant, count: z.int() })),
  /** For invited users: the days between accepting the invitation and the lock. */
  locksAfterAcceptance: z.array(z.object({ days: Days, count: z.int() })),
  /** The text that the administrator must type to confirm. Null if no text is needed. */
  confirmation: z.nullable(z.string()),
});
export type BulkPreview = z.infer<typeof BulkPreview>;

export const previewBulkAction = endpoint({
  method: "POST",
  path: "/api/admin/user-jobs",
  summary: "Preview an action on many users: who is affected, who is skipped, and who would be locked when",
  asks: "administrator",
  atLeast: "help-desk",
  body: z.object({
    action: BulkAction,
    /** The users of a selection, or all users that a filter matches now. */
    users: z.discriminatedUnion("by", [
      z.object({
        by: z.literal("selection"),
        ids: z.array(AccountId).check(z.minLength(1), z.maxLength(mostSelected)),
      }),
      z.object({ by: z.literal("filter"), filter: UserFilters }),
    ]),
  }),
  reply: BulkPreview,
});
