import type { Problem } from "@sallyport/contract/problem";

/** After other errors the user can try the same link again. */
export function isLinkBroken({ code }: Problem): boolean {
  return code === "link-invalid" || code === "already-done" || code === "invalid-request";
}
