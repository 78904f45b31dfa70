import { endpoint } from "./endpoint.ts";
import { Instant } from "./text.ts";
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

export const ApplicationLogin = z.object({
  /** The ID of the application. A login on several devices is one entry. */
  id: z.string(),
  name: z.string(),
  beganAt: Instant,
  lastLoginAt: Instant,
  /**
   * True if a logout takes effect in the application: it gets a notice, or its proxy asks the server about each
   * request.
   */
  isTold: z.boolean(),
});
export type ApplicationLogin = z.infer<typeof ApplicationLogin>;

const ApplicationLogins = z.object({ logins: z.array(ApplicationLogin) });

export const listApplicationLogins = endpoint({
  method: "GET",
  path: "/api/user/application-logins",
  summary: "List the applications that the user is logged in to",
  asks: "user",
  reply: ApplicationLogins,
});

export const endApplicationLogin = endpoint({
  method: "DELETE",
  path: "/api/user/application-logins/:id",
  summary: "Log the user out of an application on all devices",
  asks: "user",
  params: z.object({ id: z.uuid() }),
  reply: ApplicationLogins,
});
