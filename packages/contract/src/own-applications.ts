import { endpoint } from "./endpoint.ts";
import { z } from "./zod.ts";

export const OwnApplication = z.object({
  id: z.string(),
  name: z.string(),
  /** The key of the template that the application was added with. */
  template: z.nullable(z.string()),
  /** The page that the application's tile opens. */
  address: z.url({ protocol: /^https?$/ }),
});
export type OwnApplication = z.infer<typeof OwnApplication>;

export const listOwnApplications = endpoint({
  method: "GET",
  path: "/api/user/applications",
  summary: "List the applications that the user may open, sorted by name",
  asks: "user",
  reply: z.object({ applications: z.array(OwnApplication) }),
});
