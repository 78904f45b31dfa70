import type { Problem } from "@sallyport/contract/problem";

export function isLinkBroken({ code }: Problem): boolean {
  return code === "link-invalid" || code === "already-done" || code === "invalid-request";
}
