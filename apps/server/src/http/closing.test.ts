import { once } from "node:events";
import { type AddressInfo, connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import Fastify, { type FastifyInstance } from "fastify";
import { afterEach, beforeEach, expect, test } from "vitest";
import { closeSoon, endConnections } from "./closing.ts";

let app: FastifyInstance;
let socket: Socket;
const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
const { promise: finished, resolve: finish } = Promise.withResolvers<void>();

beforeEach(async () => {
  app = Fastify({ forceCloseConnections: "idle" });
  app.get("/", async () => {
    ask();
    await finished;
    return "done";
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  socket = connect((app.server.address() as AddressInfo).port, "127.0.0.1");
  await once(socket, "connect");
});
afterEach(() => {
  socket.destroy();
});

test("a connection on which nothing is said does not keep a server from stopping", async () => {
  await expect(closeSoon(app, 100)).resolves.toBeUndefined();
});

test("a request that is under way is answered", async () => {
  socket.write("GET / HTTP/1.1\r\nHost: here\r\n\r\n");
  await asked;
  const closing = closeSoon(app, 10_000);
  finish();
  const [answer] = (await once(socket, "data")) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1.1 200 OK[^]*done$/);
  socket.end();
  await closing;
});

test("connections that are ended still answer once, and new ones are accepted", async () => {
  endConnections(app);
  finish();
  const { port } = app.server.address() as AddressInfo;
  const other = connect(port, "127.0.0.1");
  for (const each of [socket, other]) {
    each.write("GET / HTTP/1.1\r\nHost: here\r\n\r\n");
    const answer = await text(each);
    expect(answer).toMatch(/^HTTP\/1.1 200 OK\r\n[^]*connection: close\r\n[^]*done$/i);
  }
  await app.close();
});
