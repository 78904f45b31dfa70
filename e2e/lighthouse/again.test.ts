import { beforeEach, expect, test, vi } from "vitest";
import { NoReport, withReport } from "./again.ts";

const noReport = new NoReport("NO_NAVSTART", "The page never began to load.");

beforeEach(() => {
  const log = vi.spyOn(console, "error").mockReturnValue();
  return () => log.mockRestore();
});

test("a run without a report is taken again, and said to have failed", async () => {
  const run = vi.fn<() => Promise<string>>().mockRejectedValueOnce(noReport).mockResolvedValue("report");
  expect(await withReport(run)).toBe("report");
  expect(run).toHaveBeenCalledTimes(2);
  expect(console.error).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("NO_NAVSTART"));
});

test("the third run without a report is the last", async () => {
  const run = vi.fn<() => Promise<string>>().mockRejectedValue(noReport);
  await expect(withReport(run)).rejects.toBe(noReport);
  expect(run).toHaveBeenCalledTimes(3);
});

test("any other failure ends the command at once", async () => {
  const failure = new Error("The browser didn't start.");
  const run = vi.fn<() => Promise<string>>().mockRejectedValue(failure);
  await expect(withReport(run)).rejects.toBe(failure);
  expect(run).toHaveBeenCalledTimes(1);
});
