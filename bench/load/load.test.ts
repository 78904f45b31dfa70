import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { closedLoop } from "./closed-loop.ts";
import { Connection } from "./connection.ts";
import { Rota } from "./rota.ts";

async function serving(answer: RequestListener): Promise<number> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

test("a connection reads answers of both kinds, one after the other, with their cookies", async () => {
  const port = await serving((request, response) => {
    if (request.url === "/chunks") {
      response.write("first, ");
      response.end("sécond");
      return;
    }
    response.writeHead(401, { "content-length": 7, "set-cookie": ["a=1; Path=/", "b=2; Secure"] });
    response.end("sécond");
  });
  using connection = await Connection.open(port);
  const headers = { host: "127.0.0.1" };
  const chunks = await connection.send({ method: "GET", path: "/chunks", headers });
  expect(chunks).toEqual({ status: 200, body: "first, sécond", cookies: new Map() });
  const short = await connection.send({ method: "GET", path: "/", headers });
  const cookies = new Map([
    ["a", "1"],
    ["b", "2"],
  ]);
  expect(short).toEqual({ status: 401, body: "sécond", cookies });
});

test("a connection sends cookies and a body", async () => {
  const seen: unknown[] = [];
  const port = await serving((request, response) => {
    const { method, headers } = request;
    request.setEncoding("utf8").once("data", (body: string) => {
      seen.push(method, headers.cookie, headers["content-type"], JSON.parse(body));
      response.end();
    });
  });
  using connection = await Connection.open(port);
  const cookies = new Map([
    ["a", "1"],
    ["b", "2"],
  ]);
  const body = { login: "ürsula" };
  await connection.send({ method: "POST", path: "/", headers: { host: "127.0.0.1" }, cookies, body });
  expect(seen).toEqual(["POST", "a=1; b=2", "application/json", body]);
});

test("a connection that the server closes rejects, and doesn't wait", async () => {
  const port = await serving((request) => request.socket.destroy());
  using connection = await Connection.open(port);
  const sending = connection.send({ method: "GET", path: "/", headers: { host: "127.0.0.1" } });
  await expect(sending).rejects.toThrow("The server closed the connection.");
});

test("the loop keeps one request in flight on each lane, and calls `atEnds` twice", async () => {
  let inFlight = 0;
  let most = 0;
  const port = await serving((_, response) => response.end());
  let ends = 0;
  const { count, seconds, latencies } = await closedLoop({
    ports: [port],
    lanes: 3,
    seconds: 0.2,
    work: async (connection) => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      await connection.send({ method: "GET", path: "/", headers: { host: "127.0.0.1" } });
      inFlight -= 1;
    },
    atEnds: () => {
      ends += 1;
      return Promise.resolve();
    },
  });
  expect({ most, ends, inFlight }).toEqual({ most: 3, ends: 2, inFlight: 0 });
  expect(latencies).toHaveLength(count);
  expect(count).toBeGreaterThanOrEqual(3);
  expect(seconds).toBeGreaterThanOrEqual(0.19);
});

function get(connection: Connection): Promise<unknown> {
  return connection.send({ method: "GET", path: "/", headers: { host: "127.0.0.1" } });
}

test("the lanes use several ports by turns", async () => {
  const served = [0, 0];
  const ports = [await serving(answerAs(0)), await serving(answerAs(1))] as const;
  function answerAs(index: 0 | 1): RequestListener {
    return (_, response) => {
      served[index] = (served[index] ?? 0) + 1;
      response.end();
    };
  }
  await closedLoop({ ports, lanes: 2, seconds: 0.1, work: get, atEnds: () => Promise.resolve() });
  expect(Math.min(...served)).toBeGreaterThan(0);
});

function workOfLane(connection: Connection, lane: number): Promise<unknown> {
  if (lane === 1) return Promise.reject(new Error("refused"));
  return get(connection);
}

test("the loop ends with the first error of a lane", async () => {
  const port = await serving((_, response) => response.end());
  const loop = closedLoop({
    ports: [port],
    lanes: 2,
    seconds: 60,
    work: workOfLane,
    atEnds: () => Promise.resolve(),
  });
  await expect(loop).rejects.toThrow("refused");
});

test("people come one after the other, from different networks, and never twice in a time step", () => {
  const secret = Buffer.alloc(20).toString("base64");
  const rota = new Rota(["ada", "bert"].map((login) => ({ login, password: "p", secret })));
  const [ada, bert] = [rota.next(), rota.next()];
  expect([ada.person.login, bert.person.login]).toEqual(["ada", "bert"]);
  expect(ada.address).not.toBe(bert.address);
  expect(ada.code()).toMatch(/^\d{6}$/);
  expect(() => rota.next()).toThrow("This machine is too fast for so few accounts");
});
