import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { type Database, untilDurable } from "../database/database.ts";
import { problem } from "./problems.ts";

/** Headers that say something about the body, or that change something in the browser. */
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
 * Sends no answer before everything that is committed is on the disk. Answers of requests that only read wait too,
 * because they may contain what another request has just committed. Call this after registering the cookie plugin,
 * because the hook of this function removes the cookies after a failure.
 */
export function holdBackAnswers(app: FastifyInstance, database: Database): void {
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
