import * as administrators from "@sallyport/contract/administrators";
import { type BulkAction, previewBulkAction } from "@sallyport/contract/bulk-actions";
import * as groups from "@sallyport/contract/groups";
import { acceptInvitation } from "@sallyport/contract/invitations";
import { confirmJob, showJob } from "@sallyport/contract/jobs";
import { submitPasscode, whereAmI } from "@sallyport/contract/sign-in";
import type { UserFilters } from "@sallyport/contract/user-filters";
import { draftImport, inspectImport } from "@sallyport/contract/user-import";
import * as users from "@sallyport/contract/users";
import { day } from "../../src/core/clock.ts";
import type { Browser } from "../simulation/browser.ts";
import { ada, codeFor, enrol, logIn, requireMfaOf } from "../simulation/people.ts";
import type { SimulatedApp } from "../simulation/simulated-app.ts";
import type { Employee, Group } from "./employee.ts";
import type { Mails } from "./mails.ts";
import { mustBe } from "./must-be.ts";

const asAdministrator = { params: { realm: "administrator" } } as const;

interface Surroundings {
  world: SimulatedApp;
  mails: Mails;
  /** Runs the periodic jobs of the server once, and applies the same rules to the `Employee` objects. */
  tick: () => Promise<void>;
}

/** Does what Ada, the owner, does in the console. Each act also changes the `Employee` objects. */
export class Office {
  readonly #world: SimulatedApp;
  readonly #mails: Mails;
  readonly #tick: () => Promise<void>;
  readonly console: Browser;
  readonly #secret: string;

  private constructor({ world, mails, tick }: Surroundings, console: Browser, secret: string) {
    this.#world = world;
    this.#mails = mails;
    this.#tick = tick;
    this.console = console;
    this.#secret = secret;
  }

  static async open(surroundings: Surroundings): Promise<Office> {
    const { world } = surroundings;
    await world.addAccount(ada);
    await requireMfaOf(world, ada);
    const browser = world.browser();
    await logIn(browser, ada);
    return new Office(surroundings, browser, await enrol(browser, world.clock, "administrator"));
  }

  get #now(): number {
    return this.#world.clock.now();
  }

  async logIn(): Promise<void> {
    await logIn(this.console, ada);
    const body = { code: codeFor(this.#secret, this.#now) };
    await this.console.get(submitPasscode, { ...asAdministrator, body });
  }

  async import(employees: readonly Employee[], daysOf: (employee: Employee) => number | null): Promise<void> {
    const lines = employees.map((each) => {
      const days = daysOf(each);
      if (days !== null) each.requireByName(this.#now, days);
      this.#mails.expect("invitation", each.email);
      return `${each.login},${each.email},${each.login},${days ?? ""}`;
    });
    const file = Buffer.from(`name,email,username,days\n${lines.join("\n")}\n`).toString("base64");
    const { mapping } = await this.console.get(inspectImport, { body: { file } });
    const body = { file, fileName: "staff.csv", mapping, days: null };
    await this.#run((await this.console.get(draftImport, { body })).id, employees.length);
  }

  /**
   * `apply` changes the `Employee` objects and returns their number. The preview must show the same number of
   * users.
   */
  async actOn(action: BulkAction, filter: Partial<UserFilters>, apply: () => number): Promise<void> {
    await this.#tick();
    const by = { by: "filter", filter: { search: "", ...filter } } as const;
    const { job } = await this.console.get(previewBulkAction, { body: { action, users: by } });
    const affected = apply();
    mustBe(job.total - job.skipped, affected, `the users of ${action.name}`);
    await this.#run(job.id, affected);
  }

  async extend(employee: Employee, days: number): Promise<void> {
    await this.console.get(users.extendDeadline, { params: employee, body: { days } });
    employee.extendTo(this.#now + days * day, this.#now);
  }

  async reset(employee: Employee, days: number | null): Promise<void> {
    await this.console.get(users.resetAuthenticator, { params: employee, body: { days } });
    employee.reset(days, this.#now);
  }

  async setState(employee: Employee, state: "active" | "suspended"): Promise<void> {
    await this.console.get(users.setUserState, { params: employee, body: { state } });
    employee.state = state;
  }

  async correctAddress(employee: Employee, email: string): Promise<void> {
    employee.moveMailTo(email);
    await this.console.get(users.saveUser, { params: employee, body: { email } });
  }

  async addGroup(name: string): Promise<Group> {
    const { id } = await this.console.get(groups.addGroup, { body: { name } });
    return { id, requirement: null };
  }

  async requireOfGroup(group: Group, days: number | null, employees: readonly Employee[]): Promise<void> {
    const mfa = days === null ? ({ isRequired: false } as const) : ({ isRequired: true, days } as const);
    await this.console.get(groups.setGroupRequirement, { params: group, body: { mfa } });
    group.requirement = days === null ? null : { days, since: this.#now };
    for (const each of employees) if (each.groups.has(group)) each.apply(this.#now);
    await this.#tick();
  }

  async addTo(group: Group, employee: Employee): Promise<void> {
    await this.console.get(groups.addMember, { params: group, body: { user: employee.id } });
    employee.join(group, this.#now);
  }

  async removeFrom(group: Group, employee: Employee): Promise<void> {
    await this.console.get(groups.removeMember, { params: { id: group.id, member: employee.id } });
    employee.leave(group, this.#now);
  }

  /**
   * A new administrator gets no days of grace. Until the set-up is done, the console must refuse everything
   * else.
   */
  async addAdministrator(login: string): Promise<void> {
    const email = `${login}@example.com`;
    await this.console.get(administrators.addAdministrator, { body: { email, name: login } });
    await this.#tick();
    const who = { realm: "administrator", login, password: "a phrase for new administrators" } as const;
    const browser = this.#world.browser();
    const token = this.#mails.invitations.get(email) ?? "";
    await browser.get(acceptInvitation, { body: { token, password: who.password } });
    await logIn(browser, who);
    await mustSetUp(browser);
    await enrol(browser, this.#world.clock, "administrator");
    mustBe((await browser.ask(users.countUsers, {})).ok, true, "a console after set-up");
  }

  /** In an open session, the requirement must take effect at the next request. */
  async requireOfAdministrator(id: string, open: Browser): Promise<void> {
    mustBe((await open.ask(users.countUsers, {})).ok, true, "an open console");
    await this.console.get(administrators.editAdministrator, {
      params: { id },
      body: { isMfaRequired: true },
    });
    await mustSetUp(open);
  }

  async listAll(): Promise<users.User[]> {
    const all: users.User[] = [];
    for (let after: string | null | undefined; after !== null; ) {
      const query = { limit: "100", ...(after === undefined ? {} : { after }) };
      const page = await this.console.get(users.listUsers, { query });
      all.push(...page.users);
      after = page.next;
    }
    return all;
  }

  async #run(id: string, rows: number): Promise<void> {
    await this.console.get(confirmJob, { params: { id }, body: {} });
    await this.#tick();
    const job = await this.console.get(showJob, { params: { id } });
    mustBe([job.state, job.done, job.failed], ["ended", rows, 0], job.title);
  }
}

async function mustSetUp(browser: Browser): Promise<void> {
  mustBe((await browser.refusal(users.countUsers, {})).code, "mfa-required", "a console before set-up");
  const where = await browser.get(whereAmI, asAdministrator);
  mustBe(where.at === "set-up" && where.mayPostpone, false, "an administrator may postpone");
  mustBe(where.at, "set-up", "an administrator");
}
