import { createApiKey } from "@sallyport/contract/api-keys";
import type { Endpoint, Request } from "@sallyport/contract/endpoint";
import type { AdministratorRole } from "@sallyport/contract/text";
import type { LightMyRequestResponse } from "fastify";
import type { Browser } from "./browser.ts";
import { refusalIn, send } from "./contract-requests.ts";
import type { SimulatedApp } from "./simulated-app.ts";

export async function newKeyOf(
  console: Browser,
  {
    name = "Nightly",
    role = "read-only",
    days = 30,
  }: Partial<{ name: string; role: AdministratorRole; days: number }> = {},
): Promise<{ key: string; id: string }> {
  const { key, apiKey } = await console.get(createApiKey, { body: { name, role, days } });
  return { key, id: apiKey.id };
}

/** A script sends an API key, but no cookies and no origin. */
export function sendWithKey<E extends Endpoint>(
  world: SimulatedApp,
  key: string,
  endpoint: E,
  request: Request<E>,
): Promise<LightMyRequestResponse> {
  const { params, query, body } = request as {
    params?: Record<string, string>;
    query?: Record<string, string>;
    body?: object;
  };
  return send({ world, userId: "" }, endpoint, {
    headers: { authorization: `Bearer ${key}` },
    ...(params ? { params } : {}),
    ...(query ? { query: `?${new URLSearchParams(query).toString()}` } : {}),
    ...(body ? { payload: JSON.stringify(body) } : {}),
  });
}

export async function resultWithKey<E extends Endpoint>(
  ...given: Parameters<typeof sendWithKey<E>>
): Promise<string> {
  const answer = await sendWithKey(...given);
  return answer.statusCode === 200 ? "ok" : refusalIn(answer);
}
