import type { Problem, ProblemCode } from "@sallyport/contract/problem";
import { afterEach, describe, expect, it, vi } from "vitest";
import { blamedFields } from "../form/blame.ts";
import { codeBlame, codeIsWhole, recoveryCodeBlame } from "./code-blame.ts";

function refusal(code: ProblemCode, retryAfterSeconds?: number): Problem {
  const problem = { type: "about:blank", title: code, status: 401, code, detail: code };
  return retryAfterSeconds === undefined ? problem : { ...problem, retryAfterSeconds };
}

afterEach(() => vi.useRealTimers());

describe("a refused code", () => {
  it.each([
    ["12:00:00.000", "30 seconds"],
    ["12:00:17.500", "13 seconds"],
    ["12:00:59.000", "1 second"],
  ])("that was used already asks for the next one, and says at %s that it comes in %s", (time, left) => {
    vi.useFakeTimers({ now: new Date(`2027-01-31T${time}Z`) });
    const says = blamedFields(refusal("replayed"), codeBlame)["code"];
    expect(says).toBe(`This code was already used. The next code comes in ${left}.`);
  });

  it("of the future points to the phone's clock", () => {
    expect(blamedFields(refusal("not-yet-valid"), codeBlame)["code"]).toContain(
      "your phone's clock is ahead",
    );
  });

  it("that came too early says how long to wait", () => {
    expect(blamedFields(refusal("wait", 30), codeBlame)["code"]).toContain("Wait 30 seconds");
  });

  it("is kept in its field when the server could not be reached", () => {
    expect(blamedFields(refusal("unavailable"), codeBlame)).toEqual({});
  });
});

describe("a refused recovery code", () => {
  it.each([
    ["wrong-code", "one of your recovery codes"],
    ["replayed", "Use another one"],
    ["factor-disabled", "Your recovery codes no longer work"],
  ] as const)("that is refused as %s gets a message about recovery codes", (code, words) => {
    expect(blamedFields(refusal(code), recoveryCodeBlame)["code"]).toContain(words);
  });
});

describe("a typed code", () => {
  it.each(["123456", "123 456", " 123456 "])("may look like %j", (code) => {
    expect(codeIsWhole({ code })).toEqual({});
  });

  it.each(["", "12345", "1234567", "12345a"])("is not sent as %j", (code) => {
    expect(codeIsWhole({ code })).toHaveProperty("code");
  });
});
