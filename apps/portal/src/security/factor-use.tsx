import { Moment } from "@sallyport/ui/moment";
import type { ReactNode } from "react";

interface FactorUseProps {
  addedAt: string;
  lastUsedAt: string | null;
  children?: ReactNode;
}

export function FactorUse({ addedAt, lastUsedAt, children }: FactorUseProps) {
  return (
    <>
      <li>
        Added <Moment at={addedAt} as="date" />
      </li>
      {lastUsedAt === null ? (
        <li>Not used yet</li>
      ) : (
        <li>
          Last used <Moment at={lastUsedAt} as="date-time" />
          {children}
        </li>
      )}
    </>
  );
}
