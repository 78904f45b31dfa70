/**
 * Returns the rows from the last chosen user to `id`, including both. If the last chosen user is on another
 * page, returns only `id`.
 */
export function rangeOf(page: readonly string[], last: string | null, id: string): readonly string[] {
  const [from, to] = [last === null ? -1 : page.indexOf(last), page.indexOf(id)];
  return from < 0 ? [id] : page.slice(Math.min(from, to), Math.max(from, to) + 1);
}
