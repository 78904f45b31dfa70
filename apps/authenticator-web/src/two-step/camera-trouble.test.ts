import { describe, expect, test } from "vitest";
import { InsecurePage, PictureRefused, troubleOf } from "./camera-trouble.ts";

describe("why there is no picture from the camera", () => {
  test.each([
    ["NotAllowedError", "denied"],
    ["SecurityError", "denied"],
    ["NotFoundError", "missing"],
    ["OverconstrainedError", "missing"],
    ["NotReadableError", "busy"],
    ["AbortError", "busy"],
  ])("%s means %s", (name, trouble) => expect(troubleOf(new DOMException("", name))).toBe(trouble));

  test("an insecure page is told from a missing camera", () => {
    expect(troubleOf(new InsecurePage())).toBe("insecure");
  });

  test("a video that the browser refuses to play is told from a camera that isn't allowed", () => {
    const cause = new DOMException("", "NotAllowedError");
    expect(troubleOf(new PictureRefused("", { cause }))).toBe("refused");
  });

  test("anything unforeseen still leaves the person with other ways", () => {
    expect(troubleOf("?")).toBe("busy");
  });
});
