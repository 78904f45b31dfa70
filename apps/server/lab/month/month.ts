import { day, hour } from "../../src/core/clock.ts";
import { grace, withPasswordAlone } from "../simulation/people.ts";
import type { SimulatedApp } from "../simulation/simulated-app.ts";
import { Agenda } from "./agenda.ts";
import { compareEvents, compareUsers } from "./comparison.ts";
import type { Draw } from "./drawn.ts";
import { Employee, type Group } from "./employee.ts";
import { Lives } from "./lives.ts";
import type { Mails } from "./mails.ts";
import { Office } from "./office.ts";
import { newEmployee, Visits } from "./visits.ts";

const tickEvery = 4 * hour;
const officeOpens = hour;

/**
 * The number of employees of each kind. An employee's login begins with the kind, so bulk actions can search
 * for a kind.
 */
const parts = { plain: 150, member: 90, invited: 90, early: 40, second: 80, free: 550 };

export class Month {
  readonly #world: SimulatedApp;
  readonly #mails: Mails;
  readonly #draw: Draw;
  readonly #agenda = new Agenda();
  readonly #employees: Employee[] = [];
  readonly #begin: number;
  #groups: Group[] = [];
  readonly visits: Visits;
  readonly #lives: Lives;

  constructor(world: SimulatedApp, mails: Mails, draw: Draw) {
    this.#world = world;
    this.#mails = mails;
    this.#draw = draw;
    this.#begin = world.clock.now();
    this.visits = new Visits(world, mails);
    const { clock } = world;
    this.#lives = new Lives({
      clock,
      draw,
      agenda: this.#agenda,
      visits: this.visits,
      tick: () => this.#tick(),
    });
  }

  get #now(): number {
    return this.#world.clock.now();
  }

  async live(days: number): Promise<void> {
    const end = this.#begin + days * day;
    const office = await Office.open({ world: this.#world, mails: this.#mails, tick: () => this.#tick() });
    await this.#hire();
    this.#choosePoorMailboxes();
    this.#addTicks(end);
    for (let n = 0; n < days; n += 1) {
      const at = this.#begin + n * day + officeOpens;
      this.#agenda.add(at, () => this.#workDay(office, n));
      if (n % 4 === 3) this.#agenda.add(at + 10 * hour, () => this.#compare(office));
    }
    await this.#agenda.run((at) => this.#world.clock.turnTo(at), end);
    await this.#compare(office);
    await compareEvents(office.console, this.#employees);
  }

  async #hire(): Promise<void> {
    for (const [part, count] of Object.entries(parts)) {
      for (let n = 1; n <= count; n += 1) {
        const isInvited = part === "invited";
        const employee = new Employee(`${part}${n}`, isInvited ? "invited" : "active", this.#mails);
        this.#employees.push(employee);
        this.#mails.join(employee.email);
        if (!isInvited) employee.id = (await this.#world.addAccount(newEmployee(employee.login))).id;
      }
    }
    for (const early of this.#named("early"))
      this.#lives.within(3 * day, () => this.visits.addAppUnasked(early));
    for (const early of this.#named("early")) this.#lives.within(30 * day, () => this.visits.logIn(early));
    for (const some of this.#draw.some(this.#named("second"), 30))
      this.#lives.within(6 * day, () => this.visits.addAppUnasked(some));
    for (const free of this.#draw.some(this.#named("free"), 60))
      this.#lives.within(30 * day, () => this.visits.logIn(free));
  }

  #choosePoorMailboxes(): void {
    const poor = this.#draw.some(this.#employees, 110).map(({ email }) => email);
    for (const email of poor.splice(0, 40)) this.#mails.gone.add(email);
    for (const email of poor.splice(0, 40)) this.#mails.greylisted.set(email, null);
    for (const email of poor) {
      const from = this.#begin + this.#draw.integer(14 * 24, 20 * 24) * hour;
      this.#mails.full.set(email, { from, until: from + this.#draw.integer(12, 6 * 24) * hour });
    }
  }

  #addTicks(end: number): void {
    for (let at = this.#begin; at <= end; at += tickEvery) this.#agenda.add(at, () => this.#tick());
  }

  async #tick(): Promise<void> {
    for (const employee of this.#employees) employee.tick(this.#now);
    await this.#world.pass(0);
    this.#mails.insist();
  }

  async #workDay(office: Office, today: number): Promise<void> {
    await office.logIn();
    await this.#tick();
    await this.#special(office)[today]?.();
    for (const locked of this.#draw.some(this.#lockedAndActive(), 5)) {
      await office.extend(locked, this.#draw.integer(2, 6));
      this.#lives.plan(locked);
    }
    for (const unlucky of this.#lives.withoutPhone) {
      if (unlucky.state !== "active") continue;
      const days = this.#draw.chance(0.5) ? null : this.#draw.integer(2, 5);
      await office.reset(unlucky, days);
      if (days === null) await this.visits.logIn(unlucky);
      this.#lives.withoutPhone.delete(unlucky);
      this.#lives.plan(unlucky);
    }
    const bounced = this.#employees.filter(
      ({ email }) => this.#mails.isUndelivered(email) && this.#mails.gone.has(email),
    );
    for (const employee of this.#draw.some(bounced, 2)) {
      const email = `${employee.login}@corrected.example.com`;
      this.#mails.join(email);
      await office.correctAddress(employee, email);
    }
    await this.#changeGroups(office);
    await this.#changeStates(office);
  }

  #special(office: Office): Partial<Record<number, () => Promise<void>>> {
    const requireOf = (name: string, days: number) =>
      office.actOn({ name: "require-mfa", days }, { search: name }, () => {
        const affected = this.#named(name).filter(({ isRequired }) => !isRequired);
        for (const each of affected) each.requireByName(this.#now, days);
        for (const each of affected) this.#lives.plan(each);
        return affected.length;
      });
    const extendLocked = (days: number) =>
      office.actOn({ name: "extend", days }, { locked: "enrolment-deadline", state: "active" }, () => {
        const locked = this.#lockedAndActive();
        for (const each of locked) each.extendTo(this.#now + days * day, this.#now);
        for (const each of locked) this.#lives.plan(each);
        return locked.length;
      });
    const requireOfGroup = async (index: number, days: number | null) => {
      const group = this.#groups[index];
      if (!group) throw new Error("The groups come first.");
      await office.requireOfGroup(group, days, this.#employees);
      for (const each of this.#employees) if (each.groups.has(group)) this.#lives.plan(each);
    };
    return {
      0: async () => {
        await this.#importInvited(office);
        await requireOf("plain", 10);
        for (const name of ["Sales", "Finance", "Everyone"]) this.#groups.push(await office.addGroup(name));
        for (const each of this.#named("member"))
          for (const group of this.#draw.some(this.#groups, this.#draw.integer(1, 2)))
            await office.addTo(group, each);
      },
      1: async () => {
        await requireOfGroup(0, 7);
        await requireOfGroup(1, 12);
      },
      3: () => office.addAdministrator("alan"),
      4: async () => {
        const { id } = await this.#world.addAccount(grace);
        await office.requireOfAdministrator(id, await withPasswordAlone(this.#world, grace));
      },
      5: () => requireOfGroup(2, 4),
      6: () => requireOfGroup(1, 20),
      8: () => requireOf("second", 5),
      9: () =>
        office.actOn(
          { name: "remind" },
          { mfa: "not-set-up" },
          () => this.#employees.filter((each) => each.remindNow(this.#now)).length,
        ),
      10: () => this.#inviteAgain(office),
      11: () => requireOfGroup(1, null),
      16: () => extendLocked(6),
      23: () => extendLocked(4),
    };
  }

  async #importInvited(office: Office): Promise<void> {
    const invited = this.#named("invited");
    await office.import(invited, () => this.#draw.one([7, 7, 3, 14, null]));
    const listed = new Map((await office.listAll()).map(({ username, id }) => [username, id]));
    for (const each of invited) {
      each.id = listed.get(each.login) ?? "";
      if (this.#draw.chance(0.8)) this.#lives.within(60 * hour, () => this.#accept(each));
    }
  }

  async #inviteAgain(office: Office): Promise<void> {
    await office.actOn({ name: "invite" }, { state: "staged" }, () => {
      const staged = this.#employees.filter(({ state }) => state === "invited");
      for (const each of staged) {
        this.#mails.expect("invitation", each.email);
        if (this.#draw.chance(0.7)) this.#lives.within(60 * hour, () => this.#accept(each));
      }
      return staged.length;
    });
  }

  async #accept(employee: Employee): Promise<void> {
    if (employee.state === "invited" && (await this.visits.acceptInvitation(employee)))
      this.#lives.plan(employee);
  }

  async #changeGroups(office: Office): Promise<void> {
    if (this.#groups.length === 0) return;
    for (const group of this.#groups) {
      const outside = this.#employees.filter(({ id, groups }) => id !== "" && !groups.has(group));
      const joining = this.#draw.one(outside);
      await office.addTo(group, joining);
      this.#lives.plan(joining);
      const members = this.#employees.filter(({ groups }) => groups.has(group));
      if (this.#draw.chance(0.5) && members.length > 0)
        await office.removeFrom(group, this.#draw.one(members));
    }
  }

  async #changeStates(office: Office): Promise<void> {
    const inState = (wanted: Employee["state"]) => this.#employees.filter(({ state }) => state === wanted);
    const suspended = inState("suspended");
    if (suspended.length > 3) await office.setState(this.#draw.one(suspended), "active");
    const unlucky = this.#draw.one(inState("active"));
    await office.setState(unlucky, "suspended");
    await this.visits.logIn(unlucky);
  }

  async #compare(office: Office): Promise<void> {
    await office.logIn();
    await this.#tick();
    for (const employee of this.#employees) employee.lockIfLate(this.#now);
    compareUsers(await office.listAll(), this.#employees, this.#mails);
  }

  #named(name: string): Employee[] {
    return this.#employees.filter(({ login }) => login.startsWith(name));
  }

  #lockedAndActive(): Employee[] {
    for (const each of this.#employees) each.lockIfLate(this.#now);
    return this.#employees.filter(({ isLocked, state }) => isLocked && state === "active");
  }
}
