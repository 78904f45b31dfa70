import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { listActivity } from "./activity.ts";
import { call, Refusal } from "./call.ts";
import { leave, submitPasscode, whereAmI } from "./sign-in.ts";
import { showUser } from "./users.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let answer: Answer;
let asked: { method: string | undefined; url: string | undefined; type: string | undefined; body: string };
const server = createServer((request, response) => {
  void text(request).then((body) => {
    asked = { method: request.method, url: request.url, type: request.headers["content-type"], body };
    answer(request, response);
  });
});

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => server.close());
afterEach(() => vi.unstubAllGlobals());

function onPage(replyWith: Answer) {
  answer = replyWith;
  const { fetch } = globalThis;
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => fetch(new URL(path, origin), init));
}

const json =
  (status: number, body: unknown): Answer =>
  (_request, response) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof Refusal ? error.code : error),
  );

const params = { realm: "user" } as const;
const where = () => call(whereAmI, { params });

test("fills in the address and sends what the endpoint declares", async () => {
  onPage(json(200, { at: "start" }));
  expect(await call(submitPasscode, { params, body: { code: "123456" } })).toEqual({ at: "start" });
  expect(asked).toEqual({
    method: "POST",
    url: "/api/user/sign-in/passcode",
    type: "application/json",
    body: '{"code":"123456"}',
  });
  onPage(json(200, { events: [], next: null, person: null }));
  await call(listActivity, { query: { limit: 10, before: undefined } });
  expect(asked).toMatchObject({ method: "GET", url: "/api/admin/activity?limit=10", body: "" });
});

test("sends no content type where there is no body", async () => {
  onPage(json(200, {}));
  await call(leave, { params });
  expect(asked).toMatchObject({ method: "DELETE", type: undefined, body: "" });
});

test("a value in an address can't leave its place there", async () => {
  onPage(json(404, {}));
  await refusal(call(showUser, { params: { id: "../administrators?x=#y" } }));
  expect(asked.url).toBe("/api/admin/users/..%2Fadministrators%3Fx%3D%23y");
});

test("a problem becomes a refusal with its code, sentence and wait", async () => {
  const problem = {
    type: "about:blank",
    title: "Wait",
    status: 429,
    code: "wait",
    detail: "Too many wrong codes.",
    retryAfterSeconds: 30,
  };
  onPage(json(429, problem));
  const promise = where();
  await expect(promise).rejects.toThrow("Too many wrong codes.");
  await expect(promise).rejects.toMatchObject({ code: "wait", problem });
});

test.for<[string, Answer]>([
  ["a refusal in another form", json(502, { error: "Bad Gateway" })],
  ["a refusal with an unknown code", json(400, { code: "brand-new", status: 400 })],
  ["a page of a proxy", (_request, response) => response.writeHead(502).end("<h1>Bad Gateway</h1>")],
  ["a reply outside the contract", json(200, { at: "nowhere" })],
  ["a reply that is no JSON", (_request, response) => response.writeHead(200).end("{")],
  ["a connection that breaks off", (request) => request.socket.destroy()],
])("%s means that the server is unavailable", async ([, replyWith]) => {
  onPage(replyWith);
  expect(await refusal(where())).toBe("unavailable");
});

const sentence = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof Refusal ? error.problem.detail : error),
  );

test.for<[string, Answer]>([
  ["a page of a proxy with 500", (_request, response) => response.writeHead(500).end("<h1>Error</h1>")],
  ["a page of a proxy with 503", (_request, response) => response.writeHead(503).end("<h1>Busy</h1>")],
  ["a reply outside the contract", json(200, { at: "nowhere" })],
  ["a reply that is no JSON", (_request, response) => response.writeHead(200).end("{")],
])("%s is said to be the server's fault, not the network's", async ([, replyWith]) => {
  onPage(replyWith);
  expect(await sentence(where())).toBe("Something went wrong on the server. Try again in a moment.");
});

test.for<[string, Answer]>([
  ["is cut before an answer", (request) => request.socket.destroy()],
  [
    "is cut within an answer",
    (request, response) => {
      response.writeHead(200, { "content-length": "100" }).write("{");
      setImmediate(() => request.socket.destroy());
    },
  ],
])("a connection that %s is said to be the network's fault", async ([, replyWith]) => {
  onPage(replyWith);
  expect(await sentence(where())).toBe("The server can't be reached. Check your connection and try again.");
});

test("a fault of the server names the request, as the answer or a proxy tells it", async () => {
  const problem = {
    type: "about:blank",
    title: "Internal error",
    status: 500,
    code: "internal",
    detail: "It failed.",
  };
  onPage(json(500, { ...problem, requestId: "4f1c22a0" }));
  expect(await sentence(where())).toBe(
    "It failed. If it happens again, give an administrator this ID: 4f1c22a0.",
  );
  onPage((_request, response) =>
    response.writeHead(502, { "x-request-id": "of-the-proxy" }).end("Bad Gateway"),
  );
  expect(await sentence(where())).toContain("this ID: of-the-proxy.");
});

test("a call that the page itself called off is no refusal", async () => {
  const calledOff = new AbortController();
  onPage(() => calledOff.abort());
  const promise = call(whereAmI, { params }, calledOff.signal);
  await expect(promise).rejects.toMatchObject({ name: "AbortError" });
});
