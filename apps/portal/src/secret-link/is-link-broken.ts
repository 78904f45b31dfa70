import type { Problem } from "@sallyport/contract/problem";

/** The user can try the same link again after any other error. */
export function isLinkBroken({ code }: Problem): boolean {
  return code === "link-invalid" || code === "already-done" || code === "invalid-request";
}
