import type { Job } from "@sallyport/contract/jobs";
import { expect, test } from "vitest";
import { stateText } from "./job-text.ts";

const job: Job = {
  id: "1",
  title: "Suspend",
  state: "running",
  madeAt: "2027-01-04T09:00:00Z",
  by: "ada@example.com",
  confirmedAt: "2027-01-04T09:00:00Z",
  endedAt: null,
  isFinal: false,
  pauseReason: null,
  total: 5,
  done: 2,
  skipped: 1,
  failed: 0,
};

test.for<[Partial<Job>, string]>([
  [{ state: "draft" }, "This preview is not confirmed."],
  [{}, "Running: 3 of 5"],
  [{ state: "paused" }, "Paused: 3 of 5"],
  [{ state: "ended" }, "Finished: 2 done, 1 skipped"],
  [{ state: "ended", pauseReason: "ended-early" }, "Ended early: 2 done, 1 skipped"],
  [{ state: "ended", failed: 2 }, "Finished: 2 done, 1 skipped, 2 failed"],
])("%o is told as %s", ([changes, text]) => {
  expect(stateText({ ...job, ...changes })).toBe(text);
});
