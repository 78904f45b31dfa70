import { type RefObject, useEffect } from "react";
import { nextTile } from "./next-tile.ts";

/** Arrow keys, Home and End move between tiles, and "/" goes to the search. */
export function useTileKeys(
  list: RefObject<HTMLElement | null>,
  search: RefObject<HTMLInputElement | null>,
): void {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const target = targetOf(event, [...(list.current?.querySelectorAll("a") ?? [])], search.current);
      if (!target) return;
      event.preventDefault();
      target.focus();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [list, search]);
}

function targetOf(
  { key, defaultPrevented, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent,
  tiles: readonly HTMLElement[],
  search: HTMLInputElement | null,
): HTMLElement | null | undefined {
  const focused = document.activeElement;
  if (defaultPrevented || altKey || ctrlKey || metaKey || focused?.closest("[role=dialog]")) return null;
  if (key === "/") return focused?.matches("input, textarea, select") ? null : search;
  if (shiftKey) return null;
  if (focused === search && search !== null) return key === "ArrowDown" ? tiles[0] : null;
  const place = tiles.findIndex((tile) => tile === focused);
  if (place < 0) return null;
  const firstRow = tiles.filter(({ offsetTop }) => offsetTop === tiles[0]?.offsetTop);
  const next = nextTile(key, { place, columns: firstRow.length, count: tiles.length });
  if (next === null) return null;
  return next === -1 ? search : tiles[next];
}
