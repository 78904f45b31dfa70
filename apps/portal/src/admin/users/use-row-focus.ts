import { type RefObject, useEffect, useRef } from "react";
import { NavigationType, useNavigationType } from "react-router";

/** The user who was opened last. The back button returns the focus to that user's row. */
let opened: string | null = null;

export function rememberOpened(id: string): void {
  opened = id;
}

const firstRow = "";

/**
 * `isComplete` is false while a list loads. Returns a function that moves the focus to the first row once the next list
 * is complete.
 */
export function useRowFocus(list: RefObject<HTMLElement | null>, isComplete: boolean): () => void {
  const isBack = useNavigationType() === NavigationType.Pop;
  const wanted = useRef(isBack ? opened : null);

  useEffect(() => {
    if (!isComplete || wanted.current === null) return;
    const row = wanted.current === firstRow ? "" : `="${CSS.escape(wanted.current)}"`;
    wanted.current = null;
    // The layout moves the focus when a page opens, so focus the row later.
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`a[data-user${row}]`)?.focus());
  });

  return () => {
    wanted.current = firstRow;
  };
}
