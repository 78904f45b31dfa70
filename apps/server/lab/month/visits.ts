import { home } from "@sallyport/contract/home";
import { acceptInvitation } from "@sallyport/contract/invitations";
import * as security from "@sallyport/contract/security";
import * as contract from "@sallyport/contract/sign-in";
import { instant, instantOrNull, minute } from "../../src/core/clock.ts";
import type { Browser } from "../simulation/browser.ts";
import { asUser, codeFor } from "../simulation/people.ts";
import type { SimulatedApp } from "../simulation/simulated-app.ts";
import type { Employee, Standing } from "./employee.ts";
import type { Mails } from "./mails.ts";
import { mustBe } from "./must-be.ts";

const password = "eleven herons on one pond";

export const newEmployee = (login: string) => ({ realm: "user", login, password }) as const;

/** Does what employees do in their browsers. Each answer must match the rules in `Employee`. */
export class Visits {
  readonly #world: SimulatedApp;
  readonly #mails: Mails;
  readonly #browsers = new Map<Employee, Browser>();
  readonly #phones = new Map<Employee, { secret: string; usedAt: number }>();
  readonly seen = new Set<Standing>();

  constructor(world: SimulatedApp, mails: Mails) {
    this.#world = world;
    this.#mails = mails;
  }

  async logIn(employee: Employee, intent: "set up" | "later" = "later"): Promise<void> {
    const browser = this.#browserOf(employee);
    const now = this.#world.clock.now();
    const { login, limit } = employee;
    const should = employee.standing(now);
    this.seen.add(should);
    const answer = await browser.ask(contract.submitPassword, { ...asUser, body: { login, password } });
    const stands = answer.ok ? standingIn(answer.reply) : "refused";
    mustBe(stands, should, `${login} at ${instant(now)}, deadline ${String(limit.at)}`);
    if (!answer.ok) {
      mustBe(answer.problem.code, "wrong-credentials", login);
      return;
    }
    if ("enrolBy" in answer.reply) mustBe(answer.reply.enrolBy, instantOrNull(limit.at), login);
    if (should === "locked") return this.#findNoWayIn(employee);
    if (should === "second-factor") return this.#typeCode(employee);
    if (should === "set-up" || should === "set-up at once") {
      mustBe(await this.#isInside(employee), false, login);
      if (intent === "set up") return this.#setUp(employee);
      const later = await browser.ask(contract.postponeSetUp, asUser);
      mustBe(later.ok, should === "set-up", `${login} may postpone`);
    }
    mustBe(await this.#isInside(employee), should !== "set-up at once", login);
  }

  /** Checks that the deadline has ended the session that was open until then. */
  async goOn(employee: Employee): Promise<void> {
    mustBe(employee.standing(this.#world.clock.now()), "locked", employee.login);
    await this.#findNoWayIn(employee);
  }

  /** The employee adds an app under "My security". This works only while MFA isn't required. */
  async addAppUnasked(employee: Employee): Promise<void> {
    const browser = this.#browserOf(employee);
    if (employee.standing(this.#world.clock.now()) !== "in") return;
    await this.logIn(employee);
    const { secret } = await browser.get(security.beginApp, asUser);
    const body = { name: "Phone", code: codeFor(secret, this.#world.clock.now()) };
    await browser.get(security.confirmApp, { ...asUser, body });
    this.#enrolled(employee, secret);
  }

  /** @returns false if no invitation arrived */
  async acceptInvitation(employee: Employee): Promise<boolean> {
    const token = this.#mails.invitations.get(employee.email);
    if (token === undefined) return false;
    const accepted = await this.#browserOf(employee).ask(acceptInvitation, { body: { token, password } });
    if (accepted.ok) employee.accept(this.#world.clock.now());
    return accepted.ok;
  }

  losePhone(employee: Employee): void {
    this.#phones.delete(employee);
  }

  async #setUp(employee: Employee): Promise<void> {
    const browser = this.#browserOf(employee);
    const { secret } = await browser.get(contract.beginSetUp, asUser);
    const body = { code: codeFor(secret, this.#world.clock.now()) };
    await browser.get(contract.confirmSetUp, { ...asUser, body });
    await browser.get(contract.acknowledgeSetUp, asUser);
    mustBe(await this.#isInside(employee), true, employee.login);
    this.#enrolled(employee, secret);
  }

  #enrolled(employee: Employee, secret: string): void {
    this.#phones.set(employee, { secret, usedAt: this.#world.clock.now() });
    employee.enrol();
    this.#mails.expect("enrolled", employee.email);
  }

  async #typeCode(employee: Employee): Promise<void> {
    const phone = this.#phones.get(employee);
    const now = this.#world.clock.now();
    // Less than a minute after the last login, the app can still show the used code. The server would refuse
    // this code.
    if (phone && now - phone.usedAt < minute) return;
    if (phone) {
      const body = { code: codeFor(phone.secret, now) };
      await this.#browserOf(employee).get(contract.submitPasscode, { ...asUser, body });
      phone.usedAt = now;
    }
    mustBe(await this.#isInside(employee), phone !== undefined, employee.login);
  }

  async #findNoWayIn(employee: Employee): Promise<void> {
    const browser = this.#browserOf(employee);
    for (const way of [contract.postponeSetUp, contract.beginSetUp, contract.acknowledgeSetUp])
      mustBe((await browser.ask(way, asUser)).ok, false, `${employee.login}: ${way.path}`);
    mustBe(await this.#isInside(employee), false, employee.login);
  }

  async #isInside(employee: Employee): Promise<boolean> {
    return (await this.#browserOf(employee).ask(home, {})).ok;
  }

  #browserOf(employee: Employee): Browser {
    const known = this.#browsers.get(employee);
    if (known) return known;
    const number = this.#browsers.size;
    const browser = this.#world.browser({ address: `10.0.${number >> 8}.${number & 255}` });
    this.#browsers.set(employee, browser);
    return browser;
  }
}

function standingIn(where: contract.Whereabouts): Standing | "start" {
  if (where.at === "set-up") return where.mayPostpone ? "set-up" : "set-up at once";
  if (where.at === "signed-in") return "in";
  return where.at === "set-up-complete" ? "start" : where.at;
}
