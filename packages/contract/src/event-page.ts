import { z } from "./zod.ts";

export const EventId = z.coerce.number().check(z.int(), z.positive());

export const eventPage = {
  before: z.optional(EventId),
  limit: z.prefault(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 50),
};

export const NextPage = z.nullable(z.int());

export const Outcome = z.enum(["success", "failure"]);
