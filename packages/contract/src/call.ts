import type { Endpoint, Reply, Request } from "./endpoint.ts";
import { Problem, type ProblemCode } from "./problem.ts";

/** The server refused the request, or didn't respond (code `unavailable`). */
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

/** Sends a request, and checks the reply against the contract. Throws a `Refusal` on failure. */
export async function call<E extends Endpoint>(
  endpoint: E,
  request: Request<E>,
  signal?: AbortSignal,
): Promise<Reply<E>> {
  const { body } = request as Loose;
  const response = await fetch(urlOf(endpoint, request), {
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
  const answer: unknown = await response.json().catch((cause: unknown) => {
    if (cause instanceof SyntaxError) return undefined;
    if (signal?.aborted) throw cause;
    throw new Refusal(unreachable, { cause });
  });
  if (!response.ok) throw new Refusal(withRequestId(Problem.safeParse(answer).data ?? unreadable(response)));
  const reply = endpoint.reply.safeParse(answer);
  if (!reply.success) throw new Refusal(withRequestId(unreadable(response)), { cause: reply.error });
  return reply.data as Reply<E>;
}

interface Loose {
  params?: Record<string, string>;
  query?: Record<string, string | number | undefined>;
  body?: unknown;
}

export function urlOf<E extends Endpoint>(endpoint: E, request: Request<E>): string {
  const { params = {}, query = {} } = request as Loose;
  const filled = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ""),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, `${value}`);
  return search.size > 0 ? `${filled}?${search}` : filled;
}

function unreadable({ headers }: Response): Problem {
  const requestId = headers.get("x-request-id");
  return { ...unreachable, detail: serverFailed, ...(requestId === null ? {} : { requestId }) };
}

/** Adds the request ID to the text. An administrator can find this ID in the server's log. */
function withRequestId(problem: Problem): Problem {
  if (problem.requestId === undefined) return problem;
  return {
    ...problem,
    detail: `${problem.detail} If it happens again, give an administrator this ID: ${problem.requestId}.`,
  };
}

const serverFailed = "Something went wrong on the server. Try again in a moment.";

const unreachable: Problem = {
  type: "about:blank",
  title: "Unavailable",
  status: 503,
  code: "unavailable",
  detail: "The server can't be reached. Check your connection and try again.",
};
