import { endpoint } from "./endpoint.ts";
import { Logo } from "./logo.ts";
import { z } from "./zod.ts";

export const about = endpoint({
  method: "GET",
  path: "/api/about",
  summary: "Show the server's public settings for pages",
  asks: "anyone",
  reply: z.object({
    organisation: z.string(),
    /** Where people can ask if they can't log in. Null if no contact is set. */
    supportContact: z.nullable(z.string()),
    logo: z.nullable(Logo),
    portalUrl: z.url(),
    authenticatorUrl: z.url(),
  }),
});
