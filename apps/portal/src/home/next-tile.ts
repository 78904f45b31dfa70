/** Returns the place to which a key moves the focus: -1 for the search field, null if the key moves nothing. */
export function nextTile(
  key: string,
  { place, columns, count }: { place: number; columns: number; count: number },
): number | null {
  const moves: Readonly<Record<string, number>> = {
    ArrowLeft: place - 1,
    ArrowRight: place + 1,
    ArrowUp: place - columns,
    ArrowDown: place + columns,
    Home: 0,
    End: count - 1,
  };
  const next = moves[key];
  if (next === undefined) return null;
  if (next < 0) return key === "ArrowUp" ? -1 : null;
  return next < count ? next : null;
}
