import { type RefObject, useEffect, useRef } from "react";
import { NavigationType, useNavigationType } from "react-router";

let opened: string | null = null;

export function rememberOpened(id: string): void {
  opened = id;
}

const firstRow = "";

export function useRowFocus(list: RefObject<HTMLElement | null>, isComplete: boolean): () => void {
  const isBack = useNavigationType() === NavigationType.Pop;
  const wanted = useRef(isBack ? opened : null);

  useEffect(() => {
    if (!isComplete || wanted.current === null) return;
    const row = wanted.current === firstRow ? "" : `="${CSS.escape(wanted.current)}"`;
    wanted.current = null;
    // The row gets the focus one frame later, because the layout moves the focus when a page opens.
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`a[data-user${row}]`)?.focus());
  });

  return () => {
    wanted.current = firstRow;
  };
}
