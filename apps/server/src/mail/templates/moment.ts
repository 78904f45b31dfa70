/** In UTC, since nobody told us the reader's time zone. */
export function moment(at: number): string {
  const text = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
  return `${text.format(at)} UTC`;
}
