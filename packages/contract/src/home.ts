import { endpoint } from "./endpoint.ts";
import { Me } from "./sign-in.ts";
import { Instant } from "./text.ts";
import { z } from "./zod.ts";

export const Home = z.object({
  me: Me,
  lastSignIn: z.nullable(z.object({ at: Instant, address: z.string() })),
  /**
   * If a bypass code replaced the second factor, the session ends at this time at the latest. Otherwise null.
   */
  bypassedUntil: z.nullable(Instant),
  mfa: z.object({
    isRequired: z.boolean(),
    isEnrolled: z.boolean(),
    enrolBy: z.nullable(Instant),
    /** True if the user has saved recovery codes and at least one still works. */
    hasRecoveryCodes: z.boolean(),
  }),
});
export type Home = z.infer<typeof Home>;

export const home = endpoint({
  method: "GET",
  path: "/api/user/home",
  summary: "Show the user's account, previous sign-in and MFA requirement",
  asks: "user",
  reply: Home,
});
