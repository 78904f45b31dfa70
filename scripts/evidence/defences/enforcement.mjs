import { besides, lacking, never, operand, removed, value } from "../switch-off.mjs";

/** @type {readonly import("../defences.mjs").Defence[]} */
export const enforcementDefences = [
  {
    attacks: ["AT-01", "AT-03", "AT-02"],
    defence: "an unfinished sign-in is refused by every endpoint that wants a finished one",
    off: { "AT-03": removed },
  },
  {
    attacks: ["AT-02", "AT-48"],
    defence: "an account with a second factor stands before it, in every session",
    off: { "AT-02": never },
  },
  {
    attacks: ["AT-05"],
    defence: "a factor counts only once it is confirmed",
    off: { "AT-05": removed },
  },
  { attacks: ["AT-06"], defence: "a ticket is for one account", off: { "AT-06 account": removed } },
  {
    attacks: ["AT-07"],
    defence: "administrators never act on a higher role",
    off: { "AT-07": removed },
  },
  {
    attacks: ["AT-08"],
    defence: "what changes factors wants a fresh proof",
    off: { "AT-08": removed },
  },
  {
    attacks: ["AT-10", "AT-11", "AT-12"],
    defence: "the journey allows no set-up at the second factor",
    off: {
      "AT-12": value(
        ({ was }) => `{ "set-up-begun": ["set-up"], "set-up-confirmed": ["set-up-complete"], ...${was} }`,
      ),
    },
  },
  {
    attacks: ["AT-14"],
    defence: "the question for a passkey is the same for everybody",
    off: { "AT-14": besides('allowCredentials: [{ id: "AAAA" }]') },
  },
  {
    attacks: ["AT-16"],
    defence: "requiring what is required already leaves the deadline where it is",
    off: { "AT-16": lacking(1) },
  },
  {
    attacks: ["AT-16", "AT-18", "AT-37"],
    defence: "the lock of a deadline is stored, so that no clock undoes it",
    off: { "AT-37 answered": lacking(0), "AT-37 kept": removed },
  },
  {
    attacks: ["AT-17", "AT-63", "AT-65"],
    defence: "a passed deadline locks at its millisecond, at the next request",
    off: { "AT-17": operand(-1, (was) => was.replace(" <= ", " + 5000 <= ")) },
  },
  {
    attacks: ["AT-18"],
    defence: "days are a whole number from 1 to 365",
    off: { "AT-18": never },
  },
  {
    attacks: ["AT-19"],
    defence: "deadlines are for users, and administrators have none",
    off: { "AT-17": lacking(0, 3) },
  },
  {
    attacks: ["AT-20"],
    defence: "every endpoint of the console wants its role",
    off: { "AT-20": removed },
  },
  {
    attacks: ["AT-21"],
    defence: "administrators never give a role above their own",
    off: { "AT-21": removed },
  },
  {
    attacks: ["AT-47"],
    defence: "a user with a second factor is asked for it, required or not",
    off: { "AT-02": operand(0, (was) => `${was} && ${was.replace("isEnrolled", "isMfaRequired")}`) },
  },
  {
    attacks: ["AT-81"],
    defence:
      "a first factor that is bound after the password alone has arrived counts from the next login on",
    off: { "AT-81 late": never },
  },
  {
    attacks: ["AT-81"],
    defence: "administrators are created with a second factor required",
    off: { "AT-81 required": value("0") },
  },
  {
    attacks: ["AT-82"],
    defence: "giving days to an account that is locked or due, or many of them, takes a fresh second factor",
    off: { "AT-82": removed },
  },
  {
    attacks: ["AT-94"],
    defence: "no group ends a lock, or set-up that is due",
    off: { "AT-94 held": never },
  },
  {
    attacks: ["AT-94"],
    defence: "easing the rule of a group takes a fresh second factor",
    off: { "AT-94 ease": never },
  },
  {
    attacks: ["AT-95"],
    defence: "a bypass code is looked up by its hash",
    off: { "AT-95 hash": removed },
  },
  {
    attacks: ["AT-95"],
    defence: "the session of a bypass code stays at AAL1, and is marked",
    off: { "AT-95 level": never },
  },
  {
    attacks: ["AT-95"],
    defence: "the session of a bypass code counts as no proof",
    off: { "AT-95 proof": never },
  },
  {
    attacks: ["AT-95"],
    defence: "the session of a bypass code takes no step of the journey",
    off: { "AT-95 session": never },
  },
  {
    attacks: ["AT-95"],
    defence: "the session of a bypass code ends a day after the code was issued",
    off: { "AT-95 end": never },
  },
  {
    attacks: ["AT-95"],
    defence: "no bypass code works while the setting is off",
    off: { "AT-95 setting": never },
  },
  {
    attacks: ["AT-95"],
    defence: "a user without a second factor gets no bypass code",
    off: { "AT-95 enrolled": never },
  },
];
