export function moment(at: number, timeZone: string): string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { ...options, timeZone });
  const time = format({ dateStyle: "long", timeStyle: "short" }).format(at);
  const zone = format({ timeZoneName: "short" })
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName")?.value;
  return zone === timeZone ? `${time} ${timeZone}` : `${time} ${zone} (${timeZone})`;
}
