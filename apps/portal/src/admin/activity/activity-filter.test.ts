import { expect, test } from "vitest";
import { filterIn, requestOf } from "./activity-filter.ts";

const person = "10000000-0000-4000-8000-000000000000";

test("the URL has the filter, and what it can't mean is ignored", () => {
  const search = `person=${person}&kind=user_lockout&outcome=maybe&group=logins&address=+192.0.2.7&from=2027-01-04&to=soon&event=7`;
  expect(filterIn(new URLSearchParams(search))).toEqual({
    person,
    kind: "user_lockout",
    group: "logins",
    address: "192.0.2.7",
    from: "2027-01-04",
  });
  expect(filterIn(new URLSearchParams("person=ursula&kind=toString&from=2027-1-4&to="))).toEqual({});
});

test("both days belong to the range, in the reader's time zone", () => {
  const { from, to, ...others } = requestOf({ from: "2027-02-28", to: "2027-02-28", outcome: "failure" });
  expect(others).toEqual({ outcome: "failure" });
  expect(from).toBe(new Date(2027, 1, 28).toISOString());
  expect(to).toBe(new Date(2027, 2, 1).toISOString());
  expect(requestOf({ from: "2027-03-28" })).toEqual({ from: new Date(2027, 2, 28).toISOString() });
});
