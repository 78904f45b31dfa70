import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openRequestsOf } from "./open-requests.ts";

let server: Server;
let count: () => number;
let socket: Socket;
let answers: ServerResponse[];
beforeEach(async () => {
  answers = [];
  server = createServer((_request, response) => answers.push(response));
  count = openRequestsOf(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  const request = "GET / HTTP/1.1\r\nHost: here\r\n\r\n";
  socket.on("error", () => {});
  socket.write(request + request);
  await vi.waitUntil(() => answers.length === 2);
});
afterEach(() => {
  socket.destroy();
  server.close();
});

test("a request is open until its answer has been sent", async () => {
  expect(count()).toBe(2);
  answers[0]?.end();
  await vi.waitFor(() => expect(count()).toBe(1));
  answers[1]?.end();
  await vi.waitFor(() => expect(count()).toBe(0));
});

test("a broken connection ends all its requests, also those that wait for an earlier answer", async () => {
  socket.resetAndDestroy();
  await vi.waitFor(() => expect(count()).toBe(0));
  for (const answer of answers) answer.end();
  await once(server.close(), "close");
  expect(count()).toBe(0);
});
