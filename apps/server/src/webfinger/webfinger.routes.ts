import { Refused } from "../core/refusal.ts";
import type { Place } from "../http/serve.ts";
import { describe, questionIn } from "./webfinger.ts";

/** Tells any program which login server an account uses (RFC 7033). */
export function webFingerRoutes({ app, host }: Pick<Place, "app" | "host">, issuer: string): void {
  const url = "/.well-known/webfinger";
  app.get(url, { constraints: { host }, schema: { hide: true } }, (request, reply) => {
    // Scripts of other sites may read the answer and the refusals (RFC 7033 §5).
    void reply.header("access-control-allow-origin", "*").header("cache-control", "no-store");
    const question = questionIn(request.query as Record<string, unknown>);
    if (question === null) throw new Refused("invalid-request");
    const descriptor = describe(question, issuer);
    if (descriptor === null) throw new Refused("not-found");
    // Fastify would add a charset to a string, but this media type has no charset (RFC 7033 §10.2).
    return reply.type("application/jrd+json").send(Buffer.from(JSON.stringify(descriptor)));
  });
}
