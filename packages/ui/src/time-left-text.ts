const hour = 3_600_000;

/**
 * Rounds days up, so a new deadline of seven days reads "7 days left". Rounds hours to the nearest hour,
 * because the clocks of browser and server can differ slightly. Always rounding down or up could turn 7 hours
 * into 6 or 8.
 */
export function timeLeftText(until: Date, now: Date): string {
  const left = until.getTime() - now.getTime();
  if (left <= 0) return "no time left";
  const hours = Math.round(left / hour);
  if (hours < 1) return "less than an hour left";
  return hours < 24 ? `${counted(hours, "hour")} left` : `${counted(Math.ceil(hours / 24), "day")} left`;
}

function counted(count: number, unit: string): string {
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`;
}
