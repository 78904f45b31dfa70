import { once } from "node:events";
import { type AddressInfo, connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { portalOrigin } from "../../lab/simulation/browser.ts";
import { simulateApp } from "../../lab/simulation/simulated-app.ts";

test("a request that arrives while the server stops gets its usual answer", async () => {
  await using world = await simulateApp();
  const { app } = world;
  await app.listen({ host: "127.0.0.1", port: 0 });
  const accepted = once(app.server, "connection");
  const socket = connect((app.server.address() as AddressInfo).port, "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  const [ofServer] = (await accepted) as [Socket];
  socket.write(`GET /api/about HTTP/1.1\r\nHost: ${new URL(portalOrigin).host}\r\n`);
  await once(ofServer, "data");
  const closing = app.close();
  socket.write("\r\n");
  expect(await text(socket)).toMatch(/^HTTP\/1.1 200 OK\r\n[^]*connection: close\r\n[^]*"organisation"/i);
  await closing;
});
