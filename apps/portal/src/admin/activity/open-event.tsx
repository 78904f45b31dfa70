import type { ReactNode } from "react";
import { Link, useLocation, useSearchParams } from "react-router";

const parameter = "event";

export function useOpenEvent() {
  const [params, setParams] = useSearchParams();
  const id = Number(params.get(parameter) ?? "");
  return {
    openId: Number.isSafeInteger(id) && id > 0 ? id : null,
    close: () =>
      setParams(
        (before) => {
          before.delete(parameter);
          return before;
        },
        { replace: true, preventScrollReset: true },
      ),
  };
}

interface EventLinkProps {
  id: number;
  className: string | undefined;
  label: string;
  children: ReactNode;
}

/**
 * Opens an event in the pane. If the pane is open, the link replaces the history entry, so the back button
 * closes the pane.
 */
export function EventLink({ id, className, label, children }: EventLinkProps) {
  const { pathname, search } = useLocation();
  const params = new URLSearchParams(search);
  const isReplacing = params.has(parameter);
  params.set(parameter, `${id}`);
  return (
    <Link to={`${pathname}?${params}`} replace={isReplacing} className={className} aria-label={label}>
      {children}
    </Link>
  );
}

export function rowOf(id: number): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-event="${id}"] a`);
}
