import type { FastifyReply, FastifyRequest } from "fastify";
import type { Place } from "../http/serve.ts";
import { Visit } from "../http/visit.ts";
import type { AuthorizationParts } from "../openid/pending.ts";
import { askDoor } from "./door.ts";
import { askedIn } from "./rules/asked.ts";

type DoorParts = AuthorizationParts & { keptSettings: { refuseOld(): Promise<void> } };

/**
 * A proxy sends the headers of a user's request here. Status 200 lets the request pass. Other responses are for the
 * user.
 */
export function doorRoutes({ app, host }: Pick<Place, "app" | "host">, parts: DoorParts): void {
  const add = (url: string, mayRedirect: boolean) =>
    app.route({
      method: "GET",
      url,
      constraints: { host },
      schema: { hide: true },
      handler: (request, reply) => answer(parts, request, reply, mayRedirect),
    });
  add("/api/door/:id", true);
  add("/api/door/:id/check", false);
}

async function answer(
  parts: DoorParts,
  request: FastifyRequest,
  reply: FastifyReply,
  mayRedirect: boolean,
): Promise<unknown> {
  // The user gets this response from the application's host, so it must not have the portal's HSTS header.
  void reply.header("cache-control", "no-store").removeHeader("strict-transport-security");
  const { id } = request.params as { id: string };
  await parts.keptSettings.refuseOld();
  const found = await askDoor(parts, new Visit(request, reply), {
    id,
    mayRedirect,
    ...askedIn(request.headers),
  });
  if (found.at === "open") return reply.headers(found.headers).send("");
  if (found.at === "go") return reply.redirect(found.address, 303);
  return reply.code(found.status).type("text/plain; charset=utf-8").send(found.text);
}
