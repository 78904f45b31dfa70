import type { Problem } from "@sallyport/contract/problem";
import { LinkButton } from "@sallyport/ui/button";
import { Notice } from "@sallyport/ui/notice";
import type { ReactNode } from "react";

/** Says why something failed, if it did. */
export function RefusalNotice({ problem, action }: { problem: Problem | null; action?: ReactNode }) {
  if (!problem) return null;
  return (
    <Notice tone="danger" action={action ?? wayOn(problem)}>
      {problem.detail}
    </Notice>
  );
}

/** The next step after a refusal. Only administrators get this refusal for a missing second factor. */
function wayOn({ code }: Problem): ReactNode {
  if (code !== "second-factor-needed") return undefined;
  return <LinkButton href="/admin/security">Set one up in My security</LinkButton>;
}
