import type { Problem } from "@sallyport/contract/problem";
import { describe, expect, test } from "vitest";
import { codeError } from "./code-error.ts";

const problem: Problem = { type: "about:blank", title: "", status: 422, code: "wrong-code", detail: "No." };

describe("what stands at the code's field", () => {
  test("names the tries that are left", () => {
    expect(codeError(problem, 4)).toBe("This code is not right. 4 tries are left.");
    expect(codeError(problem, 1)).toBe("This code is not right. 1 try is left.");
  });

  test("is the server's word for every other refusal", () => {
    expect(codeError({ ...problem, code: "too-many-requests", detail: "Wait a minute." }, 4)).toBe(
      "Wait a minute.",
    );
  });

  test("is the field's own message when nothing was typed", () => {
    const fields = [{ path: "code", message: "Enter the code from the mail." }];
    expect(codeError({ ...problem, code: "invalid-request", fields }, 5)).toBe(
      "Enter the code from the mail.",
    );
  });
});
