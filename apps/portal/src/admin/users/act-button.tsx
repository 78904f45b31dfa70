import { Button } from "@sallyport/ui/button";
import type { ReactNode } from "react";
import { problemOf } from "../../api/problem-of.ts";
import { RefusalNotice } from "../../form/refusal-notice.tsx";

interface ActButtonProps {
  act: { mutate: () => void; isPending: boolean; error: Error | null };
  children: ReactNode;
  described?: string;
}

export function ActButton({ act, children, described }: ActButtonProps) {
  return (
    <>
      <Button aria-describedby={described} isBusy={act.isPending} onClick={() => act.mutate()}>
        {children}
      </Button>
      <RefusalNotice problem={act.error && problemOf(act.error)} />
    </>
  );
}
