import { describe, expect, it } from "vitest";
import { passkeyRefusal } from "./passkey-refusal.ts";

function thrown(name: string, cause?: Error): Error {
  return Object.assign(new Error("in the browser's words", { cause }), { name });
}

describe("what the browser throws", () => {
  it.each([
    ["NotAllowedError", "No passkey was used"],
    ["AbortError", "cancelled the request"],
    ["InvalidStateError", "This device already has"],
    ["SecurityError", "at this address"],
    ["SomeNewError", "couldn't use a passkey"],
  ])("as %s is said in our words", (name, words) => {
    expect(passkeyRefusal(thrown(name)).problem).toMatchObject({
      code: "passkey-refused",
      detail: expect.stringContaining(words) as string,
    });
  });

  it("is found inside the error of the library too", () => {
    const wrapped = thrown("WebAuthnError", thrown("InvalidStateError"));
    expect(passkeyRefusal(wrapped).problem.detail).toContain("already");
  });

  it("may be nothing that we know", () => {
    expect(passkeyRefusal("odd").problem.detail).toContain("couldn't use a passkey");
  });
});
