import type { SimulatedApp } from "../../../lab/simulation/simulated-app.ts";
import { day, hour } from "../../core/clock.ts";
import { inTransaction } from "../../database/transactions.ts";
import { insertRows } from "./crowd.repository.ts";
import { crowdOf, departments, type Member } from "./crowd.ts";
import { type CrowdEvent, rowsOfDepartments, rowsOfEvents, rowsOfMembers } from "./crowd-rows.ts";
import type { Dice } from "./dice.ts";
import type { Life } from "./timeline.ts";

const membersAtOnce = 1000;
const eventsEvery = 6 * hour;
const eventsFrom = 40 * day;

interface CrowdOptions {
  count: number;
  dice: Dice;
  others: readonly string[];
  now: number;
  password: string;
  say: (line: string) => void;
}

/**
 * Inserts the rows of the crowd's users directly, because requests would take too long. Their events are
 * inserted in the order of time, between the events of the users who act through requests.
 */
export class Crowd {
  readonly #options: CrowdOptions;
  readonly #groups = departments();
  readonly #members: Member[];

  constructor(options: CrowdOptions) {
    this.#options = options;
    const { count, dice, now, others } = options;
    this.#members = [...crowdOf(count, { dice, now, others, groups: this.#groups })];
  }

  async *life({ parts: { database } }: SimulatedApp): Life {
    const { now, say } = this.#options;
    const events = this.#members.flatMap(eventsOf).toSorted((one, other) => one.at - other.at);
    let next = 0;
    for (let at = now - eventsFrom; at <= now; at += eventsEvery) {
      yield at;
      const begin = next;
      while (next < events.length && (events[next]?.at ?? at) <= at) next += 1;
      await inTransaction(database, "everything", (tx) =>
        insertRows(tx, rowsOfEvents(events.slice(begin, next))),
      );
    }
    say(`${next.toLocaleString("en")} events of activity`);
  }

  /**
   * Inserts the members after the simulation has reached the present. Otherwise the simulated server would send
   * reminders for the past.
   */
  async settle({ parts, keys }: SimulatedApp): Promise<void> {
    const { now, password, count, say } = this.#options;
    const { database, passwords } = parts;
    const setting = { keys, passwordHash: await passwords.hash(password), now };
    await inTransaction(database, "everything", (tx) => insertRows(tx, rowsOfDepartments(this.#groups, now)));
    for (let from = 0; from < this.#members.length; from += membersAtOnce) {
      const some = this.#members.slice(from, from + membersAtOnce);
      await inTransaction(database, "everything", (tx) => insertRows(tx, rowsOfMembers(some, setting)));
      const done = from + some.length;
      if (done % (5 * membersAtOnce) === 0 || done === count)
        say(`${done.toLocaleString("en")} of ${count.toLocaleString("en")} users`);
    }
  }
}

function eventsOf(member: Member): CrowdEvent[] {
  const { enrolledAt, logins } = member;
  const events: CrowdEvent[] = logins.map(({ at, isRight }) => ({
    at,
    kind: "user_login_attempt",
    isSuccess: isRight,
    detail: isRight
      ? enrolledAt === null
        ? "password right; next: signed-in"
        : "totp: accepted"
      : "wrong-credentials",
    member,
  }));
  if (enrolledAt === null) return events;
  return [{ at: enrolledAt, kind: "totp_finish_enrollment", isSuccess: true, detail: "", member }, ...events];
}
