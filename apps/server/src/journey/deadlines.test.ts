import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DueFacts, dueAt as dueAtWith, dueReminder as dueReminderWith, enrolBy } from "./deadlines.ts";

const usual = [72, 24];
const dueAt = (facts: DueFacts, after?: number) => dueAtWith(facts, usual, after);
const dueReminder = (deadline: number, requiredAt: number, now: number) =>
  dueReminderWith({ deadline, requiredAt }, usual, now);

const hour = 60 * 60 * 1000;
const day = 24 * hour;

describe("the deadline", () => {
  test("is now plus N times 24 hours, to the millisecond", { tags: ["AT-18"] }, () => {
    const days = fc.integer({ min: 1, max: 365 });
    const anyNow = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });
    fc.assert(
      fc.property(anyNow, days, (now, n) => {
        expect(enrolBy(now, n) - now).toBe(n * 86_400_000);
      }),
    );
  });

  test("takes no notice of leap days and of clocks that are put forward", { tags: ["AT-18"] }, () => {
    expect(enrolBy(Date.UTC(2028, 1, 28, 12), 2)).toBe(Date.UTC(2028, 2, 1, 12));
    expect(enrolBy(Date.parse("2027-03-27T12:00:00+01:00"), 1)).toBe(Date.parse("2027-03-28T13:00:00+02:00"));
  });

  test.for([0, -1, 0.5, 1.5, 366, Number.NaN, Number.POSITIVE_INFINITY])(
    "refuses %d days",
    { tags: ["AT-18"] },
    (days) => {
      expect(() => enrolBy(0, days)).toThrow(RangeError);
    },
  );
});

describe("the reminder that is due", () => {
  const requiredAt = Date.UTC(2027, 0, 4, 9);
  const deadline = requiredAt + 7 * day;
  const before = (milliseconds: number) => dueReminder(deadline, requiredAt, deadline - milliseconds);

  test("comes 72 and 24 hours before the deadline, to the millisecond", { tags: ["R19"] }, () => {
    expect(before(72 * hour + 1)).toBeNull();
    expect(before(72 * hour)).toBe("72h");
    expect(before(24 * hour + 1)).toBe("72h");
    expect(before(24 * hour)).toBe("24h");
    expect(before(1)).toBe("24h");
  });

  test("is none once the deadline has passed", () => {
    expect(before(0)).toBeNull();
    expect(before(-day)).toBeNull();
  });

  test("is only the most urgent one after the server was off", () => {
    expect(before(hour)).toBe("24h");
  });

  const due = (days: number, hoursLeft: number) =>
    dueReminder(requiredAt + days * day, requiredAt, requiredAt + days * day - hoursLeft * hour);

  test("does not repeat what the mail about the requirement said within the same half day", () => {
    expect(due(1, 24)).toBeNull();
    expect(due(1, 1)).toBeNull();
    expect(due(3, 72)).toBeNull();
    expect(due(3, 24)).toBe("24h");
    expect(due(4, 72)).toBe("72h");
  });
});

describe("the moment when something is due for an account", () => {
  const requiredAt = Date.UTC(2027, 0, 4, 9);
  const deadline = requiredAt + 7 * day;
  const waiting: DueFacts = {
    realm: "user",
    isActive: true,
    isMfaRequired: true,
    isEnrolled: false,
    enrolBy: deadline,
    requiredAt,
    deadlineLockedAt: null,
  };

  test("is that of each reminder, then the deadline, then none", { tags: ["R19"] }, () => {
    const first = dueAt(waiting);
    const second = dueAt(waiting, first ?? 0);
    const third = dueAt(waiting, second ?? 0);
    expect([first, second, third]).toEqual([deadline - 72 * hour, deadline - 24 * hour, deadline]);
    expect(dueAt(waiting, deadline)).toBeNull();
  });

  test("leaves out reminders that are not sent", () => {
    expect(dueAt({ ...waiting, isActive: false })).toBe(deadline);
    expect(dueAt({ ...waiting, requiredAt: null })).toBe(deadline);
    expect(dueAt({ ...waiting, requiredAt: deadline - 3 * day })).toBe(deadline - 24 * hour);
  });

  test.for<[string, Partial<DueFacts>]>([
    ["an enrolled account", { isEnrolled: true }],
    ["an account without a requirement", { isMfaRequired: false }],
    ["an account without a deadline", { enrolBy: null }],
    ["a locked account", { deadlineLockedAt: 1 }],
    ["an administrator", { realm: "administrator" }],
  ])("is none for %s", ([, facts]) => {
    expect(dueAt({ ...waiting, ...facts })).toBeNull();
  });

  test("is a moment at which a reminder or the lock is due, and none lies before it", () => {
    const span = fc.integer({ min: 1, max: 10 * day });
    fc.assert(
      fc.property(span, span, (grace, before) => {
        const facts = { ...waiting, enrolBy: requiredAt + grace };
        const due = dueAt(facts) ?? 0;
        const isDue = (now: number) =>
          now >= facts.enrolBy || dueReminder(facts.enrolBy, requiredAt, now) !== null;
        expect(isDue(due)).toBe(true);
        expect(isDue(due - before)).toBe(false);
      }),
    );
  });
});
