import type { Job } from "@sallyport/contract/jobs";

const endedEarly = "ended-early";

export function settledOf({ done, skipped, failed }: Job): number {
  return done + skipped + failed;
}

export function stateText(job: Job): string {
  const { state, total } = job;
  const settled = settledOf(job);
  const progress = `${settled.toLocaleString()} of ${total.toLocaleString()}`;
  if (state === "draft") return "This preview is not confirmed.";
  if (state === "running") return `Running: ${progress}`;
  if (state === "paused") return `Paused: ${progress}`;
  return `${job.pauseReason === endedEarly ? "Ended early" : "Finished"}: ${job.done.toLocaleString()} done, ${job.skipped.toLocaleString()} skipped${failedText(job)}`;
}

function failedText({ failed }: Job): string {
  return failed === 0 ? "" : `, ${failed.toLocaleString()} failed`;
}
