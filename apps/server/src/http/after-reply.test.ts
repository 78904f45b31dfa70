import { pino } from "pino";
import { expect, test } from "vitest";
import { AfterReply } from "./after-reply.ts";

const log = pino({ level: "silent" });
const idle = () => Promise.resolve();

test("work begins later, in the order in which it was given, and one that fails stops none", async () => {
  const afterReply = new AfterReply(log);
  const done: string[] = [];
  const step = (name: string) => () => {
    done.push(name);
    return Promise.resolve();
  };
  afterReply.run(step("first"));
  afterReply.run(() => Promise.reject(new Error("it failed")));
  afterReply.run(step("last"));
  await Promise.resolve();
  expect(done).toEqual([]);
  await afterReply.settled();
  expect(done).toEqual(["first", "last"]);
});

test("a thousand may wait, and there is room again once some are done", async () => {
  const afterReply = new AfterReply(log);
  for (let time = 0; time < 1000; time++) afterReply.run(idle);
  expect(() => afterReply.run(idle)).toThrow("too-many-requests");
  await afterReply.settled();
  expect(() => afterReply.run(idle)).not.toThrow();
  await afterReply.settled();
});
