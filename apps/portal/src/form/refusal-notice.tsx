import type { Problem } from "@sallyport/contract/problem";
import { Notice } from "@sallyport/ui/notice";
import type { ReactNode } from "react";

/** Why something did not work, if it did not. */
export function RefusalNotice({ problem, action }: { problem: Problem | null; action?: ReactNode }) {
  if (!problem) return null;
  return (
    <Notice tone="danger" action={action}>
      {problem.detail}
    </Notice>
  );
}
