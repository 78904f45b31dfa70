import { endpoint } from "./endpoint.ts";
import { z } from "./zod.ts";

export const showAdminApi = endpoint({
  method: "GET",
  path: "/api/admin/openapi.json",
  summary: "Download the OpenAPI description of the admin API",
  asks: "administrator",
  atLeast: "read-only",
  allowsKeys: true,
  reply: z.looseObject({ openapi: z.string(), paths: z.record(z.string(), z.unknown()) }),
});
