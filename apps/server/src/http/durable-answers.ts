import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { type Database, knowOpenRequests, untilDurable } from "../database/database.ts";
import { openRequestsOf } from "./open-requests.ts";
import { problem } from "./problems.ts";

/** Headers that describe the body or change the state of the browser. */
const ofTheAnswer = [
  "set-cookie",
  "content-length",
  "content-encoding",
  "etag",
  "last-modified",
  "link",
  "retry-after",
] as const;

/**
 * Sends an answer only when all commits are on the disk. Even a read may show another request's commit. Register the
 * cookie plugin first, because after a failure this hook removes the plugin's cookies.
 */
export function holdBackAnswers(app: FastifyInstance, database: Database): void {
  knowOpenRequests(database, openRequestsOf(app.server));
  app.addHook("onSend", async (request, reply, payload) => {
    try {
      await untilDurable(database);
      return payload;
    } catch (error) {
      request.log.error({ err: error }, "an answer was withheld, because what it says may be lost");
      if (payload instanceof Readable) payload.destroy();
      for (const header of ofTheAnswer) void reply.removeHeader(header);
      void reply.code(503).type("application/problem+json").header("cache-control", "no-store");
      return JSON.stringify(problem("unavailable", { requestId: request.id }));
    }
  });
}
