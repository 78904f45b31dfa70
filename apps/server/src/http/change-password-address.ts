import type { Place } from "./serve.ts";
import { sessionCookie, Visit } from "./visit.ts";

/**
 * Password managers open this address (W3C, A Well-Known URL for Changing Passwords). A browser with only an
 * administrator's session is redirected to the console.
 */
export function serveChangePasswordAddress({ app, host }: Pick<Place, "app" | "host">): void {
  const url = "/.well-known/change-password";
  app.get(url, { constraints: { host }, schema: { hide: true } }, (request, reply) => {
    const visit = new Visit(request, reply);
    const has = (realm: "user" | "administrator") => visit.token(sessionCookie(realm)) !== undefined;
    const isForConsole = has("administrator") && !has("user");
    void reply.header("cache-control", "no-store");
    return reply.redirect(isForConsole ? "/admin/security#password" : "/security#password", 303);
  });
}
