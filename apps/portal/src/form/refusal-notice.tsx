import type { Problem } from "@sallyport/contract/problem";
import { LinkButton } from "@sallyport/ui/button";
import { Notice } from "@sallyport/ui/notice";
import type { ReactNode } from "react";

export function RefusalNotice({ problem, action }: { problem: Problem | null; action?: ReactNode }) {
  if (!problem) return null;
  return (
    <Notice tone="danger" action={action ?? wayOn(problem)}>
      {problem.detail}
    </Notice>
  );
}

/**
 * Returns a link to the page where the user can solve the problem. Only actions of the console cause
 * `second-factor-needed`.
 */
function wayOn({ code }: Problem): ReactNode {
  if (code !== "second-factor-needed") return undefined;
  return <LinkButton href="/admin/security">Set one up in My security</LinkButton>;
}
