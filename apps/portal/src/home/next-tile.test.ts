import { expect, test } from "vitest";
import { nextTile } from "./next-tile.ts";

test.for([
  ["ArrowRight", 0, 1],
  ["ArrowRight", 6, null],
  ["ArrowLeft", 1, 0],
  ["ArrowLeft", 0, null],
  ["ArrowDown", 1, 4],
  ["ArrowDown", 4, null],
  ["ArrowUp", 4, 1],
  ["ArrowUp", 1, -1],
  ["Home", 5, 0],
  ["End", 1, 6],
  ["Enter", 1, null],
] as const)("with three columns and seven tiles, %s on %i moves to %s", ([key, place, next]) => {
  expect(nextTile(key, { place, columns: 3, count: 7 })).toBe(next);
});
