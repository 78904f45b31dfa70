import { type Clock, day, hour, minute } from "../../src/core/clock.ts";
import type { Agenda } from "./agenda.ts";
import type { Draw } from "./drawn.ts";
import type { Employee } from "./employee.ts";
import type { Visits } from "./visits.ts";

const temperaments = [
  "at once",
  "at once",
  "in time",
  "in time",
  "last moment",
  "late",
  "late",
  "never",
] as const;

interface Surroundings {
  clock: Clock;
  draw: Draw;
  agenda: Agenda;
  visits: Visits;
  tick: () => Promise<void>;
}

/** Plans when employees log in, set up MFA, miss their deadlines or lose their phones. */
export class Lives {
  readonly withoutPhone = new Set<Employee>();
  readonly #clock: Clock;
  readonly #draw: Draw;
  readonly #agenda: Agenda;
  readonly #visits: Visits;
  readonly #tick: () => Promise<void>;

  constructor({ clock, draw, agenda, visits, tick }: Surroundings) {
    this.#clock = clock;
    this.#draw = draw;
    this.#agenda = agenda;
    this.#visits = visits;
    this.#tick = tick;
  }

  /** Plans what an employee does about a new deadline. */
  plan(employee: Employee): void {
    const { at } = employee.limit;
    if (!employee.isWaiting || employee.state === "invited") return;
    const end = at ?? this.#clock.now() + 3 * day;
    const between = Math.max(1, Math.floor((end - this.#clock.now()) / minute) - 1);
    const temperament = this.#draw.one(temperaments);
    if (temperament === "at once") this.within(20 * hour, () => this.#setUp(employee));
    if (temperament === "in time") {
      this.within(between * minute, () => this.#visits.logIn(employee));
      this.within(between * minute, () => this.#setUp(employee));
    }
    if (temperament === "last moment") this.#agenda.add(end - 1, () => this.#setUp(employee));
    if (temperament === "late") this.#beLate(employee, end);
    if (temperament === "never" && this.#draw.chance(0.3))
      this.#agenda.add(end + this.#draw.integer(1, 2 * day), () => this.#visits.logIn(employee));
  }

  #beLate(employee: Employee, end: number): void {
    const isStillIt = () => employee.isWaiting && employee.limit.at === end && employee.state === "active";
    this.#agenda.add(end - 1, async () => {
      if (this.#draw.chance(0.2)) await this.#tick();
      await this.#visits.logIn(employee);
    });
    this.#agenda.add(end, async () => {
      if (!isStillIt()) return;
      if (this.#draw.chance(0.2)) await this.#tick();
      await this.#visits.goOn(employee);
    });
    this.#agenda.add(end + this.#draw.integer(1, day), () => this.#visits.logIn(employee));
  }

  async #setUp(employee: Employee): Promise<void> {
    const wasEnrolled = employee.isEnrolled;
    await this.#visits.logIn(employee, "set up");
    if (wasEnrolled || !employee.isEnrolled) return;
    if (this.#draw.chance(0.3)) this.within(5 * day, () => this.#visits.logIn(employee));
    if (this.#draw.chance(0.08)) this.within(8 * day, () => this.#losePhone(employee));
  }

  async #losePhone(employee: Employee): Promise<void> {
    if (!employee.isEnrolled) return;
    this.#visits.losePhone(employee);
    this.withoutPhone.add(employee);
    await this.#visits.logIn(employee);
  }

  within(milliseconds: number, act: () => Promise<void>): void {
    this.#agenda.add(
      this.#clock.now() + this.#draw.integer(1, Math.floor(milliseconds / minute)) * minute,
      act,
    );
  }
}
