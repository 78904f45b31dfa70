/** Returns the event that began the current requirement. The newest of `events` must come first. */
export function beginOfRequirement<Event extends { detail: string }>(events: readonly Event[]): Event | null {
  let begin: Event | null = null;
  for (const event of events) {
    if (event.detail.startsWith("no longer required")) return begin;
    if (event.detail.startsWith("required, ")) begin = event;
  }
  return begin;
}
