import { type RefObject, useEffect } from "react";

/** Arrow keys move between rows, the space bar selects a row, and "/" goes to the search. */
export function useRowKeys(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const box = boxOf(event);
      if (box) {
        event.preventDefault();
        box.click();
      }
      const target = targetOf(event, list.current);
      if (!target) return;
      event.preventDefault();
      target.focus();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [list]);
}

function boxOf({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): HTMLElement | null {
  if (key !== " " || altKey || ctrlKey || metaKey) return null;
  const row = document.activeElement?.matches("a[data-user]") ? document.activeElement.closest("tr") : null;
  return row?.querySelector<HTMLElement>("input[data-select]") ?? null;
}

function targetOf(event: KeyboardEvent, list: HTMLElement | null): HTMLElement | null | undefined {
  const { key, defaultPrevented, altKey, ctrlKey, metaKey, shiftKey } = event;
  const focused = document.activeElement;
  if (defaultPrevented || altKey || ctrlKey || metaKey || focused?.closest("[role=dialog],[role=menu]"))
    return null;
  const search = document.querySelector<HTMLElement>("input[type=search]");
  if (key === "/") return isTyping(focused) ? null : search;
  if (shiftKey || (key !== "ArrowDown" && key !== "ArrowUp")) return null;
  const kind = focused?.matches("tbody input[data-select]") ? "tbody input[data-select]" : "a[data-user]";
  const links = [...(list?.querySelectorAll<HTMLElement>(kind) ?? [])];
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
