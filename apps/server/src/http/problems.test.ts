import Fastify, { type FastifyBaseLogger, type FastifyInstance } from "fastify";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Refused } from "../core/refusal.ts";
import { answerWithProblems } from "./problems.ts";
import { protect } from "./protection.ts";

interface Line {
  level: number;
  code?: string;
  address?: string;
  route?: string;
  err?: { message: string };
}

let app: FastifyInstance;
let lines: Line[];

beforeEach(() => {
  lines = [];
  const log: FastifyBaseLogger = pino(
    { level: "warn" },
    { write: (line: string) => lines.push(JSON.parse(line) as Line) },
  );
  app = Fastify({ loggerInstance: log });
  answerWithProblems(app, () => Promise.resolve());
  protect(app, ["http://portal.localhost:8080"]);
  app.get("/unavailable", () => Promise.reject(new Refused("unavailable", { cause: new Error("no disk") })));
  app.get("/half-way", () => Promise.reject(new Refused("mfa-required")));
  app.get("/wrong", () => Promise.reject(new Refused("wrong-credentials")));
  app.post("/change", () => Promise.resolve({}));
});
afterEach(() => app.close());

const host = "portal.localhost:8080";
const ask = (url: string, headers = {}) => app.inject({ url, headers: { host, ...headers } });

test("a part that fails is logged with its cause, and the answer does not name it", async () => {
  const answer = await ask("/unavailable");
  expect(answer.statusCode).toBe(503);
  expect(answer.payload).not.toContain("no disk");
  expect(lines).toMatchObject([{ level: 50, err: { message: "no disk" } }]);
});

test("attempts to get around a control are logged: who, where, and of what they sent the host and the origin alone", {
  tags: ["R77"],
}, async () => {
  await ask("/half-way?token=secret");
  await ask("/wrong", { host: "evil.example" });
  await app.inject({ method: "POST", url: "/change", headers: { host, origin: "https://evil.example" } });
  expect(lines).toMatchObject([
    { level: 40, code: "mfa-required", address: "127.0.0.1", route: "/half-way" },
    { level: 40, code: "unknown-host", route: "/wrong", host: "evil.example", expected: [host] },
    {
      level: 40,
      code: "foreign-origin",
      route: "/change",
      origin: "https://evil.example",
      expected: `http://${host}`,
    },
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/secret/);
});

test("a host is logged without what a terminal would act on, and not at full length", async () => {
  await ask("/wrong", { host: `\u009b31m${"e".repeat(1000)}` });
  await app.inject({ url: "/wrong", headers: { host: "" } });
  expect(lines).toMatchObject([{ host: `?31m${"e".repeat(251)}` }, { host: expect.anything() }]);
});

test("a refusal that everybody meets now and then is not", async () => {
  expect((await ask("/wrong")).statusCode).toBe(401);
  expect(lines).toEqual([]);
});
