import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { type Database, knowOpenRequests, untilDurable } from "../database/database.ts";
import { openRequestsOf } from "./open-requests.ts";
import { problem } from "./problems.ts";

/** A failure removes these headers, because they describe the body or change the browser's state. */
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
 * Every answer waits for the disk, because an answer can contain data that another request has just committed.
 * Register the cookie plugin before this hook. If the disk fails, the hook removes the cookies that the plugin
 * has set.
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
