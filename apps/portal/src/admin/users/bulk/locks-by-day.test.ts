import { expect, test } from "vitest";
import { locksByDay } from "./locks-by-day.ts";

const at = (day: number, hour: number) => new Date(2027, 0, day, hour).toISOString();

test("counts the locks of each day, in the reader's time zone", () => {
  const locks = [
    { at: at(4, 0), count: 2 },
    { at: at(4, 23), count: 3 },
    { at: at(5, 1), count: 1 },
  ];
  expect(locksByDay(locks)).toEqual([
    { at: at(4, 0), count: 5 },
    { at: at(5, 1), count: 1 },
  ]);
});
