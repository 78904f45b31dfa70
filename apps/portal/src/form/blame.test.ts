import type { Problem } from "@sallyport/contract/problem";
import { describe, expect, it } from "vitest";
import { blamedFields } from "./blame.ts";

const problem: Problem = {
  type: "about:blank",
  title: "Taken",
  status: 409,
  code: "email-taken",
  detail: "Somebody has this address.",
};

describe("a refusal", () => {
  it("is shown at the field it is about, in the server's words", () => {
    expect(blamedFields(problem, { "email-taken": { field: "email" } })).toEqual({
      email: "Somebody has this address.",
    });
  });

  it("is shown in the page's own words where it has some", () => {
    const blame = { "email-taken": { field: "email", says: () => "Choose another one." } };
    expect(blamedFields(problem, blame)).toEqual({ email: "Choose another one." });
  });

  it("is shown at every field that the server names", () => {
    const invalid: Problem = {
      ...problem,
      code: "invalid-request",
      fields: [
        { path: "name", message: "Enter a name." },
        { path: "email", message: "Enter an e-mail address." },
      ],
    };
    expect(blamedFields(invalid, {})).toEqual({ name: "Enter a name.", email: "Enter an e-mail address." });
  });

  it("belongs above the form when it is about no field", () => {
    expect(
      blamedFields({ ...problem, code: "unavailable" }, { "email-taken": { field: "email" } }),
    ).toBeNull();
  });
});
