import { once } from "node:events";
import { type IncomingHttpHeaders, request } from "node:http";
import { text } from "node:stream/consumers";
import type { CustomFetch } from "openid-client";

export interface Answer {
  url: URL;
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

interface Sent {
  method?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

/** Sends the request to this machine, because not every system resolves names that end with `.localhost`. */
export async function send(url: URL, { method = "GET", headers = {}, body }: Sent = {}): Promise<Answer> {
  const sent = request({
    host: "127.0.0.1",
    port: url.port,
    path: url.pathname + url.search,
    method,
    headers: {
      host: url.host,
      ...headers,
      ...(body === undefined ? {} : { "content-length": Buffer.byteLength(body) }),
    },
  });
  sent.end(body);
  const [response] = await once(sent, "response");
  return { url, status: response.statusCode, headers: response.headers, body: await text(response) };
}

export const loopbackFetch: CustomFetch = async (address, { method, headers, body }) => {
  const sent = body ? { body: await new Response(body).text() } : {};
  const answer = await send(new URL(address), { method, headers, ...sent });
  const fields = Object.entries(answer.headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((each): [string, string] => [name, each]),
  );
  return new Response(answer.body === "" ? null : answer.body, { status: answer.status, headers: fields });
};
