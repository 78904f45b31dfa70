import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createHttpsServer, type ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";

interface Received {
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Receiver extends AsyncDisposable {
  port: number;
  received: Received[];
  answer: (response: ServerResponse, request: Received) => void;
}

/** With a certificate, the receiver speaks https. */
export async function startReceiver(
  host = "127.0.0.1",
  certificate?: Pick<ServerOptions, "cert" | "key">,
): Promise<Receiver> {
  const onRequest: RequestListener = (request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const { url = "", headers } = request;
      const got = { url, headers, body: Buffer.concat(parts).toString() };
      receiver.received.push(got);
      receiver.answer(response, got);
    });
  };
  const server = certificate ? createHttpsServer(certificate, onRequest) : createServer(onRequest);
  server.listen(0, host);
  await once(server, "listening");
  const receiver: Receiver = {
    port: (server.address() as AddressInfo).port,
    received: [],
    answer: (response) => void response.writeHead(204).end(),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return receiver;
}
