import type { Problem } from "@sallyport/contract/problem";

/** Whether the link itself is invalid. After any other error the user can try again. */
export function isLinkBroken({ code }: Problem): boolean {
  return code === "link-invalid" || code === "already-done" || code === "invalid-request";
}
