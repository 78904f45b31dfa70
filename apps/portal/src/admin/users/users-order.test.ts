import { expect, test } from "vitest";
import { afterPress, inOrder, orderOf, type UsersOrder } from "./users-order.ts";

const byName: UsersOrder = { sort: "name", order: "asc" };

test("users are sorted by name, and results of a search by what matches", () => {
  expect(orderOf({ search: "", order: "asc" })).toEqual(byName);
  expect(orderOf({ search: "ada", order: "asc" })).toBe(null);
  expect(orderOf({ search: "ada", sort: "name", order: "asc" })).toEqual(byName);
});

test("the usual order leaves nothing in the URL, but a search by name does", () => {
  expect(inOrder({ search: "" }, byName)).toEqual({ sort: undefined, order: undefined });
  expect(inOrder({ search: "ada" }, byName)).toEqual({ sort: "name", order: undefined });
  expect(inOrder({ search: "ada" }, null)).toEqual({ sort: undefined, order: undefined });
  expect(inOrder({ search: "" }, { sort: "name", order: "desc" })).toEqual({ sort: "name", order: "desc" });
});

test("a press on a heading sorts by it, and a second one reverses the order", () => {
  expect(afterPress(byName, "deadline")).toEqual({ sort: "deadline", order: "asc" });
  expect(afterPress(byName, "name")).toEqual({ sort: "name", order: "desc" });
  expect(afterPress({ sort: "name", order: "desc" }, "name")).toEqual(byName);
  expect(afterPress(null, "last-login")).toEqual({ sort: "last-login", order: "desc" });
});
