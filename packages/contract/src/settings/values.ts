import { hasHiddenCharacters, isVisible } from "../characters.ts";
import { PersonName } from "../text.ts";
import { z } from "../zod.ts";

export const Organisation = z.string().check(
  z.trim(),
  z.regex(/^.{1,64}$/u, { error: "Give a name of 1 to 64 characters.", abort: true }),
  z.refine(
    (text) => PersonName.safeParse(text).success,
    "Give a name without line breaks, hidden characters or web addresses.",
  ),
);

export const SupportContact = z.string().check(
  z.trim(),
  z.maxLength(200, "Use at most 200 characters."),
  z.refine(isVisible, { error: "Say whom to ask, for example an e-mail address.", abort: true }),
  z.refine((text) => !hasHiddenCharacters(text), "Use only visible characters, on one line."),
);

export const TimeZone = z
  .string()
  .check(z.refine(isTimeZone, "Give the name of a time zone, like Europe/Berlin or UTC."));

/** True for IANA names only. Offsets such as +02:00 ignore daylight saving time. */
function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone: text }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

const reminderMistake = "Give up to five whole numbers of hours from 1 to 720, like 72, 24.";

/** The hours from each reminder to the deadline. The earliest reminder comes first. */
export const ReminderHours = z.array(wholeNumber(1, 720, reminderMistake)).check(
  z.maxLength(5, reminderMistake),
  z.refine((hours) => new Set(hours).size === hours.length, "Give each number once."),
  z.overwrite((hours) => hours.toSorted((one, other) => other - one)),
);

export function wholeNumber(min: number, max: number, error: string) {
  return z.int(error).check(z.minimum(min, error), z.maximum(max, error));
}
