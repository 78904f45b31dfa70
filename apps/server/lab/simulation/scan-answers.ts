import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import type { Clock } from "../../src/core/clock.ts";
import type { AnswerScanner } from "./answer-scanner.ts";

/**
 * The scanner ignores these headers. The date and the length reveal nothing, and another check covers the
 * cookies.
 */
const tellNothing = new Set(["set-cookie", "content-length", "date"]);

type Inject = (request: InjectOptions) => Promise<LightMyRequestResponse>;

/** Scans every answer of the app. Returns an array to which each leak is added. */
export function scanAnswers(app: FastifyInstance, scanner: AnswerScanner, clock: Clock): string[] {
  const leaks: string[] = [];
  const inject = app.inject.bind(app) as Inject;
  const watched: Inject = async (request) => {
    const response = await inject(request);
    const headers = Object.entries(response.headers).filter(([name]) => !tellNothing.has(name));
    leaks.push(
      ...scanner.scan({
        method: request.method ?? "GET",
        path: pathOf(request),
        cookies: (request.cookies ?? {}) as Record<string, string>,
        sent: sentIn(request),
        status: response.statusCode,
        cookiesSet: Object.fromEntries(response.cookies.map(({ name, value }) => [name, value])),
        headers: JSON.stringify(headers),
        body: response.payload,
        now: clock.now(),
      }),
    );
    return response;
  };
  return Reflect.set(app, "inject", watched) ? leaks : ["The app does not let itself be watched."];
}

function pathOf({ url, path }: InjectOptions): string {
  const address = url ?? path ?? "/";
  return (typeof address === "string" ? address : address.pathname).split("?")[0] ?? "";
}

function sentIn({ payload }: InjectOptions): unknown {
  if (typeof payload !== "string") return payload;
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
}
