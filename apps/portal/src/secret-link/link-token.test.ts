import { describe, expect, it } from "vitest";
import { linkTokenAt } from "./link-token.ts";

describe("the token of a link", () => {
  it("is read from the fragment", () => {
    expect(linkTokenAt({ hash: "#abc", state: null })).toBe("abc");
  });

  it("is found with the history entry once the fragment is gone", () => {
    expect(linkTokenAt({ hash: "", state: { linkToken: "abc" } })).toBe("abc");
  });

  it("is the newer link's when a second one is opened in the same tab", () => {
    expect(linkTokenAt({ hash: "#new", state: { linkToken: "old" } })).toBe("new");
  });

  it.each([null, undefined, "abc", {}, { linkToken: 7 }])("is missing from %j", (state) => {
    expect(linkTokenAt({ hash: "", state })).toBeNull();
  });

  it("is missing from a bare #", () => {
    expect(linkTokenAt({ hash: "#", state: null })).toBeNull();
  });
});
