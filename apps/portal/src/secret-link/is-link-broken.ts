import type { Problem } from "@sallyport/contract/problem";

/** Whether the link itself is at fault. After anything else it is worth trying again. */
export function isLinkBroken({ code }: Problem): boolean {
  return code === "link-invalid" || code === "already-done" || code === "invalid-request";
}
