import { expect, test } from "vitest";
import { cursorOf, placeIn } from "./order.ts";

test.for([
  [{ range: 0, key: "ada", id: "1" }, "name"],
  [{ range: 0, key: 1.7e12, id: "1" }, "created"],
  [{ range: 1, key: "ada", id: "1" }, "deadline"],
] as const)("the cursor of %j in the order %s leads back to it", ([place, sort]) => {
  expect(placeIn(cursorOf(place), sort)).toEqual(place);
});

test.for([
  ["", "name"],
  ["0 1 1.5", "created"],
  ["0 1 1e400", "created"],
  ["0 1 ", "last-login"],
  ["0 1 soon", "deadline"],
  ["1 1 ada", "created"],
  ["1 1 ada", "name"],
] as const)("the cursor %j is refused in the order %s", ([cursor, sort]) => {
  expect(placeIn(cursor, sort)).toBeNull();
});
