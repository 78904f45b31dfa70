import { Moment } from "@sallyport/ui/moment";
import type { ReactNode } from "react";

interface FactorUseProps {
  addedAt: string;
  lastUsedAt: string | null;
  /** After the time of the last use. */
  children?: ReactNode;
}

/** Of any factor: since when it is held, and when it last served. Facts of a `Row`. */
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
