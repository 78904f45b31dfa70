import type { Endpoint, Reply, Request } from "./endpoint.ts";
import { Problem, type ProblemCode } from "./problem.ts";

/** The server refused, or could not be reached (`code` is then `unavailable`). */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail, options);
    this.problem = problem;
  }

  get code(): ProblemCode {
    return this.problem.code;
  }
}

/**
 * Calls an endpoint of the page's own origin.
 * @returns the reply, checked against the contract
 * @throws {Refusal} when the server refuses, cannot be reached, or answers outside the contract
 */
export async function call<E extends Endpoint>(
  endpoint: E,
  request: Request<E>,
  signal?: AbortSignal,
): Promise<Reply<E>> {
  const { params = {}, query = {}, body } = request as Loose;
  const response = await fetch(address(endpoint.path, params, query), {
    method: endpoint.method,
    headers: body === undefined ? {} : { "content-type": "application/json" },
    credentials: "same-origin",
    cache: "no-store",
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new Refusal(unreachable, { cause });
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new Refusal(Problem.safeParse(answer).data ?? unreachable);
  const reply = endpoint.reply.safeParse(answer);
  if (!reply.success) throw new Refusal(unreachable, { cause: reply.error });
  return reply.data as Reply<E>;
}

interface Loose {
  params?: Record<string, string>;
  query?: Record<string, string | number | undefined>;
  body?: unknown;
}

function address(path: string, params: Record<string, string>, query: NonNullable<Loose["query"]>): string {
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, `${value}`);
  return search.size > 0 ? `${filled}?${search}` : filled;
}

const unreachable: Problem = {
  type: "about:blank",
  title: "Unavailable",
  status: 503,
  code: "unavailable",
  detail: "The server can't be reached. Check your connection and try again.",
};
