import { expect, test } from "vitest";
import { createHashQueue } from "./hash-queue.ts";
import { createPasswords } from "./passwords.ts";

function works() {
  const began: string[] = [];
  const ends: (() => void)[] = [];
  const work = (name: string) => () => {
    began.push(name);
    return new Promise<string>((resolve) => ends.push(() => resolve(name)));
  };
  return { began, work, endOne: () => ends.shift()?.() };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const codes = (results: readonly PromiseSettledResult<unknown>[]) =>
  results.map((result) =>
    result.status === "rejected" ? (result.reason as { code: string }).code : String(result.value),
  );

test("no more run at once than may", { tags: ["R49"] }, async () => {
  const { began, work, endOne } = works();
  const inTurn = createHashQueue({ atOnce: 2, longest: 9 });
  const all = ["1", "2", "3"].map((name) => inTurn("one", work(name)));
  await settled();
  expect(began).toEqual(["1", "2"]);
  endOne();
  await settled();
  expect(began).toEqual(["1", "2", "3"]);
  endOne();
  endOne();
  expect(await Promise.all(all)).toEqual(["1", "2", "3"]);
});

test("sources take turns: one that comes late waits for one of the flood's, not for all", async () => {
  const { began, work, endOne } = works();
  const inTurn = createHashQueue({ atOnce: 1, longest: 9 });
  const all = ["f1", "f2", "f3", "f4"].map((name) => inTurn("flood", work(name)));
  all.push(inTurn("late", work("late")));
  for (let time = 0; time < 5; time++) {
    await settled();
    endOne();
  }
  await Promise.all(all);
  expect(began).toEqual(["f1", "f2", "late", "f3", "f4"]);
});

test("a full queue drops the flood's newest job, and a source with fewer waiting jobs gets a place", {
  tags: ["R49"],
}, async () => {
  const { work, endOne } = works();
  const inTurn = createHashQueue({ atOnce: 1, longest: 3 });
  const flood = ["f1", "f2", "f3", "f4", "f5"].map((name) => inTurn("flood", work(name)));
  const others = [inTurn("other", work("o1")), inTurn("third", work("t1")), inTurn("fourth", work("x1"))];
  const outcome = Promise.allSettled([...flood, ...others]);
  for (let time = 0; time < 9; time++) {
    await settled();
    endOne();
  }
  const busy = "too-many-requests";
  expect(codes(await outcome)).toEqual(["f1", "f2", busy, busy, busy, "o1", "t1", busy]);
});

test("a flood from many networks of one provider doesn't keep others out", {
  tags: ["R49"],
}, async () => {
  const { began, work, endOne } = works();
  const inTurn = createHashQueue({ atOnce: 1, longest: 3 });
  const flood = [0, 1, 2, 3, 4].map((n) => inTurn(`2001:db8:1:${n}::/64`, work(`f${n}`)));
  const others = [inTurn("192.0.2.1", work("o1")), inTurn("2001:db8:2:0::/64", work("t1"))];
  const outcome = Promise.allSettled([...flood, ...others]);
  for (let time = 0; time < 9; time++) {
    await settled();
    endOne();
  }
  const busy = "too-many-requests";
  expect(codes(await outcome)).toEqual(["f0", busy, busy, "f3", busy, "o1", "t1"]);
  expect(began).toEqual(["f0", "f3", "o1", "t1"]);
});

test("work that fails gives its place to the next", async () => {
  const inTurn = createHashQueue({ atOnce: 1, longest: 3 });
  const outcome = await Promise.allSettled([
    inTurn("one", () => Promise.reject(new Error("it failed"))),
    inTurn("one", () => Promise.resolve("done")),
  ]);
  expect(outcome.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
});

test("two thousand guesses from one address do not keep others from being judged", async () => {
  const cost = { memoryCost: 1024, timeCost: 1, parallelism: 1 };
  const passwords = await createPasswords({ cost });
  const passwordHash = await passwords.hash("the right one");
  const flood = Array.from({ length: 2000 }, () =>
    passwords.isRight("a guess", passwordHash, "203.0.113.9").then(
      () => "checked",
      (error: { code: string }) => error.code,
    ),
  );
  const answered: string[] = [];
  const floodIsOver = Promise.all(flood).then((answers) => {
    answered.push("flood");
    return answers;
  });
  const others = Array.from({ length: 20 }, (_, index) =>
    passwords.isRight("the right one", passwordHash, `198.51.100.${index}`),
  );
  expect(await Promise.all(others)).toEqual(others.map(() => true));
  answered.push("others");
  const answers = await floodIsOver;
  expect(answered).toEqual(["others", "flood"]);
  expect(answers.filter((answer) => answer === "checked").length).toBeLessThanOrEqual(256 + 64);
  expect(new Set(answers)).toEqual(new Set(["checked", "too-many-requests"]));
});
