import { defaultDays } from "../days.ts";
import { Days } from "../text.ts";
import { z } from "../zod.ts";
import { type Setting, setting } from "./setting.ts";
import { Organisation, ReminderHours, SupportContact, TimeZone, wholeNumber } from "./values.ts";

const asItIs = (text: string) => text;
const onOrOff = (text: string) => ({ on: true, off: false })[text] ?? text;

/** Every setting that an owner can change in the console. */
export const settings = {
  organisation: setting(Organisation, {
    group: "organisation",
    variable: "ORGANISATION",
    title: "Organisation name",
    about: "Shown on the login page, in mails and in authenticator apps, so that people recognise them.",
    standard: "Sallyport",
    isProtecting: false,
    fromText: asItIs,
  }),
  supportContact: setting(z.nullable(SupportContact), {
    group: "organisation",
    variable: "SUPPORT_CONTACT",
    title: "Support contact",
    about:
      "Shown to people who can't log in, and in mails. People who know whom to ask don't fall for a stranger who offers help.",
    standard: null,
    isProtecting: true,
    fromText: asItIs,
  }),
  timeZone: setting(TimeZone, {
    group: "organisation",
    variable: "TIME_ZONE",
    title: "Time zone",
    about:
      "Mails and the page Enforcement give dates and times in this time zone, so that people don't miss a deadline.",
    standard: "UTC",
    isProtecting: false,
    fromText: asItIs,
  }),
  defaultDays: setting(Days, {
    group: "mfa",
    variable: "DAYS_TO_SET_UP",
    title: "Usual days to set up",
    about:
      "The console offers this number when you require MFA. Until people set up MFA, a stolen password is enough to log in.",
    standard: defaultDays,
    isProtecting: false,
    fromText: Number,
  }),
  reminderHours: setting(ReminderHours, {
    group: "mfa",
    variable: "REMINDER_HOURS",
    title: "Reminders, in hours before the deadline",
    about:
      "Mails remind people who haven't set up MFA, so that they aren't locked out by surprise. An empty field sends none.",
    standard: [72, 24],
    isProtecting: true,
    fromText: (text) => (text.trim() === "" ? [] : text.split(",").map(Number)),
  }),
  bypassCodes: setting(z.boolean("Say on or off."), {
    group: "mfa",
    variable: "BYPASS_CODES",
    title: "One-time bypass codes",
    about:
      "With such a code, a user who left the phone at home logs in once without the second factor. It is weaker than MFA, so it is off unless you need it. Turning it off ends all codes and the logins with them.",
    standard: false,
    isProtecting: true,
    fromText: onOrOff,
  }),
  wrongPasswordsUntilWait: setting(wholeNumber(3, 20, "Give a whole number from 3 to 20."), {
    group: "waits",
    variable: "WRONG_PASSWORDS_UNTIL_WAIT",
    title: "Wrong passwords until a wait",
    about:
      "After this many wrong passwords in a row from one place, the account takes no password from there for a while. It slows down guessing.",
    standard: 10,
    isProtecting: true,
    fromText: Number,
  }),
  wrongCodesUntilWait: setting(wholeNumber(3, 10, "Give a whole number from 3 to 10."), {
    group: "waits",
    variable: "WRONG_CODES_UNTIL_WAIT",
    title: "Wrong codes until a wait",
    about:
      "After this many wrong codes in a row, the account takes no code for a while, and its owner gets a mail. 100 wrong codes in a row always disable the factor.",
    standard: 5,
    isProtecting: true,
    fromText: Number,
  }),
  longestWaitMinutes: setting(wholeNumber(1, 15, "Give a whole number of minutes from 1 to 15."), {
    group: "waits",
    variable: "LONGEST_WAIT_MINUTES",
    title: "Longest wait, in minutes",
    about:
      "A wait begins with 30 seconds and doubles up to this. Longer waits slow down guessing, but let a stranger keep an owner out for longer.",
    standard: 15,
    isProtecting: true,
    fromText: Number,
  }),
  sessionIdleMinutes: setting(wholeNumber(5, 60, "Give a whole number of minutes from 5 to 60."), {
    group: "sessions",
    variable: "SESSION_IDLE_MINUTES",
    title: "Minutes until an unused session ends",
    about: "It protects people who leave a browser open. NIST SP 800-63B-4 recommends at most 60.",
    standard: 60,
    isProtecting: true,
    fromText: Number,
  }),
  sessionHours: setting(wholeNumber(1, 24, "Give a whole number of hours from 1 to 24."), {
    group: "sessions",
    variable: "SESSION_HOURS",
    title: "Hours until every session ends",
    about: "A stolen session works no longer than this. NIST SP 800-63B-4 recommends at most 24.",
    standard: 24,
    isProtecting: true,
    fromText: Number,
  }),
  activityDays: setting(
    z.nullable(wholeNumber(30, 36_500, "Give a whole number of days from 30 to 36500, or leave it out.")),
    {
      group: "activity",
      variable: "ACTIVITY_DAYS",
      title: "Days to keep activity",
      about:
        "Older events are deleted, after the server has sealed the beginning of what remains. Without a number, no event is deleted. Keep events long enough to investigate a break-in.",
      standard: null,
      isProtecting: true,
      fromText: Number,
    },
  ),
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;
export const settingNames = Object.keys(settings) as [SettingName, ...SettingName[]];

type Schemas = { -readonly [Name in SettingName]: (typeof settings)[Name]["schema"] };
export type SettingValues = { [Name in SettingName]: z.output<Schemas[Name]> };

export type WaitLimits = Pick<
  SettingValues,
  "wrongPasswordsUntilWait" | "wrongCodesUntilWait" | "longestWaitMinutes"
>;
export type SessionLimits = Pick<SettingValues, "sessionIdleMinutes" | "sessionHours">;

export const SettingValues = z.object(
  Object.fromEntries(settingNames.map((name) => [name, settings[name].schema])) as Schemas,
);

export const standardSettings = Object.fromEntries(
  settingNames.map((name) => [name, settings[name].standard]),
) as SettingValues;
