import { setTimeout as pause } from "node:timers/promises";
import { pino } from "pino";
import { expect, test, vi } from "vitest";
import { AfterReply } from "./after-reply.ts";

vi.mock("node:timers/promises", () => ({
  setTimeout: vi.fn<(milliseconds: number) => Promise<void>>(() => Promise.resolve()),
}));

const log = pino({ level: "silent" });
const network = "192.0.2.1";
const idle = () => Promise.resolve();
const pausing = (milliseconds: number) => () =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, milliseconds);
  });

test("work begins after a pause, in the order in which it was given, and one that fails stops none", async () => {
  const pauses = [pausing(30), pausing(20), pausing(1)];
  const afterReply = new AfterReply(log, () => pauses.shift()?.() ?? idle());
  const done: string[] = [];
  const step = (name: string) => () => {
    done.push(name);
    return Promise.resolve();
  };
  afterReply.run(network, step("first"));
  afterReply.run(network, () => Promise.reject(new Error("it failed")));
  afterReply.run(network, step("last"));
  await pausing(5)();
  expect(done).toEqual([]);
  await afterReply.settled();
  expect(done).toEqual(["first", "last"]);
});

test("the pause is another each time, and none is longer than a second", async () => {
  const afterReply = new AfterReply(log);
  for (let time = 0; time < 50; time++) afterReply.run(`192.0.2.${time}`, idle);
  await afterReply.settled();
  const pauses = vi.mocked(pause).mock.calls.map(([milliseconds]) => milliseconds ?? -1);
  expect(pauses).toHaveLength(50);
  expect(new Set(pauses).size).toBeGreaterThan(20);
  for (const milliseconds of pauses) expect(milliseconds).toBeLessThanOrEqual(1000);
});

test("a thousand may wait, and there is room again once some are done", async () => {
  const afterReply = new AfterReply(log, idle);
  for (let time = 0; time < 1000; time++) afterReply.run(`2001:db8:0:${time % 50}::/64`, idle);
  expect(() => afterReply.run(network, idle)).toThrow("too-many-requests");
  await afterReply.settled();
  expect(() => afterReply.run(network, idle)).not.toThrow();
  await afterReply.settled();
});

test("thirty jobs of one network may wait; requests beyond that are answered, not run, and take no other network's room", async () => {
  const afterReply = new AfterReply(log, idle);
  let done = 0;
  const count = () => Promise.resolve(void done++);
  for (let time = 0; time < 2000; time++) afterReply.run(network, count);
  afterReply.run("192.0.2.2", count);
  await afterReply.settled();
  expect(done).toBe(31);
  afterReply.run(network, count);
  await afterReply.settled();
  expect(done).toBe(32);
});
