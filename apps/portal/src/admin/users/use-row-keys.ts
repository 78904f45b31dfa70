import { type RefObject, useEffect } from "react";

/** The arrow keys move between rows, and "/" moves to the search. */
export function useRowKeys(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const target = targetOf(event, list.current);
      if (!target) return;
      event.preventDefault();
      target.focus();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [list]);
}

function targetOf(event: KeyboardEvent, list: HTMLElement | null): HTMLElement | null | undefined {
  const { key, defaultPrevented, altKey, ctrlKey, metaKey, shiftKey } = event;
  const focused = document.activeElement;
  // A dialog has keys of its own.
  if (defaultPrevented || altKey || ctrlKey || metaKey || focused?.closest("[role=dialog],[role=menu]"))
    return null;
  const search = document.querySelector<HTMLElement>("input[type=search]");
  if (key === "/") return isTyping(focused) ? null : search;
  if (shiftKey || (key !== "ArrowDown" && key !== "ArrowUp")) return null;
  const links = [...(list?.querySelectorAll<HTMLElement>("a[data-user]") ?? [])];
  const place = links.findIndex((link) => link === focused);
  if (place >= 0) return key === "ArrowDown" ? links[place + 1] : (links[place - 1] ?? search);
  const isOutside = focused === search || focused === document.body || focused?.tagName === "MAIN";
  return isOutside && key === "ArrowDown" ? links[0] : null;
}

function isTyping(focused: Element | null): boolean {
  return (
    focused instanceof HTMLElement &&
    (focused.isContentEditable || focused.matches("input, textarea, select"))
  );
}
