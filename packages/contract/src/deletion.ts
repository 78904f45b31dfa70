import { Instant } from "./text.ts";
import { z } from "./zod.ts";

export const daysOfSuspension = 30;

export const Deletion = z.object({
  isPossible: z.boolean(),
  /** The earliest time of the deletion. Null if the account must be suspended first. */
  possibleFrom: z.nullable(Instant),
});
export type Deletion = z.infer<typeof Deletion>;

export const DeletionBody = z.object({
  confirmation: z.string().check(z.trim(), z.toLowerCase(), z.maxLength(254)),
});
export type DeletionBody = z.infer<typeof DeletionBody>;
