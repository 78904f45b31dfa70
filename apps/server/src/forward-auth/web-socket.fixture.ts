import { request } from "node:http";

interface Opened {
  status: number;
  seen: Record<string, unknown> | null;
  echo: string;
}

/** Asks for a WebSocket, and sends a word over it if the application opens one. */
export async function openWebSocket(address: string, headers: Record<string, string>): Promise<Opened> {
  const { hostname: host, port } = new URL(address);
  const asked = request({
    host,
    port,
    headers: {
      ...headers,
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    },
  }).end();
  return new Promise((resolve, reject) => {
    asked.on("error", reject);
    asked.on("response", (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, seen: null, echo: "" });
    });
    asked.on("upgrade", ({ statusCode: status = 0, headers: { "x-seen": seen } }, socket) => {
      socket.write("word");
      socket.once("data", (data: Buffer) => {
        socket.destroy();
        resolve({ status, seen: JSON.parse(String(seen)) as Opened["seen"], echo: data.toString() });
      });
    });
  });
}
