import { describe, expect, test } from "vitest";
import { fitting } from "./pixels.ts";

describe("the size at which a picture is looked at", () => {
  test("is its own when it fits", () => {
    expect(fitting({ width: 640, height: 480 }, 1000)).toEqual({ width: 640, height: 480 });
  });

  test("is shrunk in proportion by the longer side", () => {
    expect(fitting({ width: 1170, height: 2532 }, 1266)).toEqual({ width: 585, height: 1266 });
  });

  test("never loses a whole side", () => {
    expect(fitting({ width: 4000, height: 1 }, 1000)).toEqual({ width: 1000, height: 1 });
  });
});
