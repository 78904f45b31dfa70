import { describe, expect, it } from "vitest";
import { clockText, durationText } from "./duration-text.ts";

describe("a duration", () => {
  it.each([
    [1, "1 second"],
    [45, "45 seconds"],
    [89, "89 seconds"],
    [90, "2 minutes"],
    [121, "3 minutes"],
    [900, "15 minutes"],
  ])("of %i seconds reads %s", (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });
});

describe("a countdown", () => {
  it.each([
    [0, "0:00"],
    [25, "0:25"],
    [845, "14:05"],
  ])("of %i seconds reads %s", (seconds, text) => {
    expect(clockText(seconds)).toBe(text);
  });
});
