import { globSync } from "node:fs";
import { expect, test } from "vitest";
import { root } from "../setup/places.mjs";
import { sets } from "./sets.mjs";

const server = "apps/server/src";

/** @param {readonly string[]} patterns */
const files = (...patterns) =>
  globSync(patterns, { cwd: root }).filter((file) => !/\.(?:behaviour|test)\.ts$/.test(file));

test("all of sessions, of factors and of the rules is mutated", () => {
  const due = files(
    `${server}/{sessions,factors}/*.ts`,
    `${server}/{journey,{sessions,factors,limits}/rules}/*.ts`,
  );
  const mutated = files(...Object.values(sets).flatMap(({ mutate }) => mutate));
  expect(due.filter((file) => !mutated.includes(file))).toEqual([]);
});

test.for(Object.entries(sets))("each place that %s names is there", ([, { mutate, tests }]) => {
  const empty = [...mutate, ...tests].filter((pattern) => globSync(pattern, { cwd: root }).length === 0);
  expect(empty).toEqual([]);
});
