import type { Problem } from "@sallyport/contract/problem";
import { describe, expect, it } from "vitest";
import { blamedFields, unplaced } from "./blame.ts";

const problem: Problem = {
  type: "about:blank",
  title: "Taken",
  status: 409,
  code: "email-taken",
  detail: "This address is taken.",
};

describe("a refusal", () => {
  it("is shown at the field it is about, in the server's words", () => {
    expect(blamedFields(problem, { "email-taken": { field: "email" } })).toEqual({
      email: "This address is taken.",
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
    const unavailable: Problem = { ...problem, code: "unavailable" };
    const errors = blamedFields(unavailable, { "email-taken": { field: "email" } });
    expect(errors).toEqual({});
    expect(unplaced(unavailable, errors, ["email"])).toBe(unavailable);
  });

  it("belongs above the form when no field there can show it", () => {
    const path = "registration.response.attestationObject";
    const invalid: Problem = {
      ...problem,
      code: "invalid-request",
      fields: [{ path, message: "Too long." }],
    };
    const errors = blamedFields(invalid, {});
    expect(unplaced(invalid, errors, ["name"])).toBe(invalid);
    expect(unplaced(invalid, errors, [path])).toBeNull();
  });
});

describe("a mistake", () => {
  const errors = { token: "This link is incomplete." };

  it("in what was not typed is said above the form", () => {
    expect(unplaced(null, errors, ["password"])?.detail).toBe("This link is incomplete.");
  });

  it("in a field is said there alone", () => {
    expect(unplaced(null, { ...errors, password: "Too short." }, ["password"])).toBeNull();
  });

  it("that was not made is not spoken of", () => {
    expect(unplaced(null, {}, ["email"])).toBeNull();
  });
});
