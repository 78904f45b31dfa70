import { Refusal } from "@sallyport/contract/call";
import type { Problem } from "@sallyport/contract/problem";

/** Returns the problem of a refusal. Any other error is a bug in the portal. */
export function problemOf(error: unknown): Problem {
  return error instanceof Refusal ? error.problem : mistakeOfOurs;
}

const mistakeOfOurs: Problem = {
  type: "about:blank",
  title: "Internal error",
  status: 500,
  code: "internal",
  detail: "Something went wrong on this page. Load it again.",
};
