import { endpoint } from "./endpoint.ts";
import { Instant, LinkToken, Realm } from "./text.ts";
import { z } from "./zod.ts";

export const ReportableLogin = z.object({
  realm: Realm,
  email: z.string(),
  loggedInAt: Instant,
  expiresAt: Instant,
});
export type ReportableLogin = z.infer<typeof ReportableLogin>;

export const openLoginReport = endpoint({
  method: "POST",
  path: "/api/login-report/open",
  summary: "Show the account and the time of a login from a new browser; changes nothing",
  asks: "anyone",
  body: z.object({ token: LinkToken }),
  reply: ReportableLogin,
});

export const reportLogin = endpoint({
  method: "POST",
  path: "/api/login-report",
  summary:
    "Report a login as not one's own, with a mailed link, which works once; ends all sessions, withdraws the password and mails a link to choose a new one",
  asks: "anyone",
  body: z.object({ token: LinkToken }),
  reply: z.object({ realm: Realm, email: z.string() }),
});
