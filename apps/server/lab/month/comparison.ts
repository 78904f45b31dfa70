import { listActivity } from "@sallyport/contract/activity";
import type { User } from "@sallyport/contract/users";
import { instantOrNull } from "../../src/core/clock.ts";
import type { Browser } from "../simulation/browser.ts";
import type { Employee } from "./employee.ts";
import type { Mails } from "./mails.ts";
import { mustBe } from "./must-be.ts";

const states = { invited: "staged", active: "active", suspended: "suspended" } as const;

/** Throws if the users list of the console differs from the rules in `Employee`. */
export function compareUsers(listed: readonly User[], employees: readonly Employee[], mails: Mails): void {
  const shown = new Map(listed.map((user) => [user.username, user]));
  mustBe(shown.size, employees.length, "the length of the list");
  const differences = employees.flatMap((employee) => {
    const user = shown.get(employee.login);
    const should = describe(employee, mails);
    const is = user ? describeUser(user, should) : "missing";
    return is === should.words ? [] : [`${employee.login} is ${is}, and should be ${should.words}`];
  });
  if (differences.length > 0) throw new Error(differences.join("\n"));
}

interface Described {
  words: string;
  isUndelivered: boolean | null;
}

function describe(
  { email, state, isRequired, isEnrolled, limit, isLocked }: Employee,
  mails: Mails,
): Described {
  const isUndelivered = mails.isUndelivered(email);
  const words = [
    email,
    states[state],
    isRequired ? "required" : "free",
    isEnrolled ? "enrolled" : `by ${instantOrNull(limit.at) ?? `${limit.days ?? "no"} days`}`,
    isLocked ? "locked" : "open",
    isUndelivered ? "undelivered" : "delivered",
  ];
  return { words: words.join(", "), isUndelivered };
}

function describeUser({ email, state, mfa, locks, mailUndeliveredSince }: User, should: Described): string {
  const isUndelivered = should.isUndelivered !== null && mailUndeliveredSince !== null;
  const isLocked = locks.some(({ reason }) => reason === "enrolment-deadline");
  const words = [
    email,
    state,
    mfa.isRequired ? "required" : "free",
    mfa.isEnrolled ? "enrolled" : `by ${mfa.enrolBy ?? `${mfa.daysFromAcceptance ?? "no"} days`}`,
    isLocked ? "locked" : "open",
    isUndelivered ? "undelivered" : "delivered",
  ];
  return words.join(", ");
}

/** Throws unless the activity log contains each lock exactly once. */
export async function compareEvents(console: Browser, employees: readonly Employee[]): Promise<void> {
  const locks = new Map<string, number>();
  for (let before: number | null | undefined; before !== null; ) {
    const query = {
      kind: "user_mfa_exclusion_expired",
      limit: "100",
      ...(before === undefined ? {} : { before: String(before) }),
    } as const;
    const page = await console.get(listActivity, { query });
    for (const { by } of page.events) if (by) locks.set(by.id, (locks.get(by.id) ?? 0) + 1);
    before = page.next;
  }
  const wrong = employees.filter((each) => (locks.get(each.id) ?? 0) !== each.locks);
  mustBe(
    wrong.map(({ login }) => login),
    [],
    "users whose locks aren't recorded once each",
  );
}
