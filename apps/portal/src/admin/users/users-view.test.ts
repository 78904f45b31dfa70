import { listUsers } from "@sallyport/contract/users";
import { expect, test } from "vitest";
import { changedParams, isFiltered, queryOf, unfiltered, viewIn } from "./users-view.ts";

const view = (search: string) => viewIn(new URLSearchParams(search));

test("the URL says what is listed", () => {
  expect(view("search=ada&mfa=not-set-up&due=7&locked=any&sort=deadline&order=desc&after=0%20x%20y")).toEqual(
    {
      search: "ada",
      mfa: "not-set-up",
      due: 7,
      locked: "any",
      sort: "deadline",
      order: "desc",
      after: "0 x y",
    },
  );
  expect(view("")).toEqual({ search: "", order: "asc" });
});

test.for([
  "mfa=perhaps",
  "due=0",
  "due=7.5",
  "due=366",
  "due=seven",
  "state=",
  "sort=size",
  "constructor=x",
  "limit=3",
])("%s is ignored", (search) => expect(view(search)).toEqual({ search: "", order: "asc" }));

test("a change keeps the other parameters, and begins with the first page", () => {
  const params = new URLSearchParams("search=ada&due=7&after=3&lang=en");
  expect(changedParams(params, { due: undefined, mfa: "required" }).toString()).toBe(
    "search=ada&lang=en&mfa=required",
  );
  expect(changedParams(params, { search: "" }).toString()).toBe("due=7&lang=en");
  expect(changedParams(params, { after: "4" }).get("after")).toBe("4");
  expect(params.get("after")).toBe("3");
});

test("an order or a page is no filter, and all filters end together", () => {
  expect(isFiltered(view("sort=created&order=desc&after=x"))).toBe(false);
  for (const one of [
    "search=a",
    "mfa=required",
    "due=3",
    "locked=any",
    "state=staged",
    "mail=undelivered",
    "login=never",
  ]) {
    expect([one, isFiltered(view(one))]).toEqual([one, true]);
    const ended = changedParams(new URLSearchParams(one), unfiltered);
    expect([one, ended.toString()]).toEqual([one, ""]);
  }
});

test("every parameter of the list that isn't an order, a page or a length is a filter", () => {
  const others = ["sort", "order", "after", "limit"];
  const filters = Object.keys(listUsers.query.shape).filter((name) => !others.includes(name));
  expect(Object.keys(unfiltered).toSorted()).toEqual(filters.toSorted());
  expect(Object.values(unfiltered)).toEqual(filters.map(() => undefined));
});

test("the request has no empty search", () => {
  expect(queryOf(view("due=7"))).toEqual({ due: 7, order: "asc" });
  expect(queryOf(view("search=a"))).toEqual({ search: "a", order: "asc" });
});
