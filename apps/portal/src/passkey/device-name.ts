/** Edge comes first, because its user agent also contains "Chrome". */
const browsers = [
  ["Edg", "Edge"],
  ["OPR", "Opera"],
  ["Firefox", "Firefox"],
  ["FxiOS", "Firefox"],
  ["CriOS", "Chrome"],
  ["Chrome", "Chrome"],
  ["Safari", "Safari"],
] as const;

const systems = [
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Android", "Android"],
  ["CrOS", "Chromebook"],
  ["Windows", "Windows"],
  ["Mac OS X", "Mac"],
  ["Linux", "Linux"],
] as const;

export function deviceName(userAgent: string): string {
  const named = [browsers, systems].map((known) => known.find(([sign]) => userAgent.includes(sign))?.[1]);
  return named.filter((name) => name !== undefined).join(" on ") || "My passkey";
}
