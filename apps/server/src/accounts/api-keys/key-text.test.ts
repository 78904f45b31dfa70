import { expect, test } from "vitest";
import { beginningOf, containsKey, isComplete, keyIn, newKey } from "./key-text.ts";

test("a key has a prefix that scanners know, 285 random bits and a checksum", () => {
  const keys = Array.from({ length: 200 }, newKey);
  for (const key of keys) {
    expect(key).toMatch(/^sallyport_[0-9A-Za-z]{54}$/);
    expect(isComplete(key)).toBe(true);
    expect(key).toContain(`sallyport_${beginningOf(key)}`);
  }
  expect(new Set(keys.map(beginningOf)).size).toBeGreaterThan(190);
  expect(new Set(keys.flatMap((key) => key.slice(10, 58).split(""))).size).toBe(62);
});

const otherThan = (character: string | undefined) => (character === "0" ? "1" : "0");

test("a mistyped key is recognized", () => {
  const key = newKey();
  const wrong = [
    key.slice(0, -1) + otherThan(key.at(-1)),
    `sallyport_${otherThan(key[10])}${key.slice(11)}`,
    key.slice(0, -1),
    `${key}0`,
    "sallyport_",
  ];
  expect(wrong.filter(isComplete)).toEqual([]);
});

test("only a bearer token with the prefix is a key", () => {
  expect(keyIn("Bearer sallyport_x")).toBe("sallyport_x");
  expect(keyIn("bearer  sallyport_x")).toBe("sallyport_x");
  for (const other of [
    undefined,
    "",
    "Bearer eyJh.x.y",
    "Basic sallyport_x",
    "sallyport_x",
    "Bearer a sallyport_x",
  ])
    expect(keyIn(other)).toBeNull();
});

test("a whole key is found in a text, and its prefix alone is not", () => {
  expect(containsKey(`/api/admin/users?key=${newKey()}&limit=1`)).toBe(true);
  expect(containsKey(`sallyport_${"A".repeat(54)}`)).toBe(false);
  expect(containsKey("the sallyport_backup script")).toBe(false);
});
