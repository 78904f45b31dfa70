/** Everything from the last chosen user to this one. Only this one if the last one is on another page. */
export function rangeOf(page: readonly string[], last: string | null, id: string): readonly string[] {
  const [from, to] = [last === null ? -1 : page.indexOf(last), page.indexOf(id)];
  return from < 0 ? [id] : page.slice(Math.min(from, to), Math.max(from, to) + 1);
}
