import { sendTestMail as contract, type TestMail } from "@sallyport/contract/overview";
import { carryOut } from "../accounts/carry-out.ts";
import type { Actor, SessionAccount } from "../accounts/parts.ts";
import { record } from "../activity/activity.ts";
import { type Clock, second } from "../core/clock.ts";
import { HourlyLimit } from "../core/hourly-limit.ts";
import type { Database } from "../database/database.ts";
import type { Mail } from "../mail/mail.ts";
import type { Outbox } from "../mail/outbox.ts";
import { testMail } from "../mail/templates/test-mail.ts";
import { storeMilestone } from "../milestones/milestones.repository.ts";
import { mailProblemOf, NoAnswer } from "./mail-problem.ts";

interface TestMailParts {
  database: Database;
  clock: Clock;
  outbox: Outbox;
}

const longestWaitMs = 15 * second;

export class TestMails {
  readonly #parts: TestMailParts;
  readonly #longestWaitMs: number;
  /** An attacker with a stolen session must not flood a mailbox. */
  readonly #limit: HourlyLimit;

  constructor(parts: TestMailParts, waitMs = longestWaitMs) {
    this.#parts = parts;
    this.#longestWaitMs = waitMs;
    this.#limit = new HourlyLimit(parts.clock);
  }

  async send(given: Actor<SessionAccount>): Promise<TestMail> {
    const { account } = given.caller;
    this.#limit.count(account.id);
    const { problem, reply } = await this.#tryNow(testMail(account));
    await carryOut(this.#parts, { actor: given, what: contract.summary }, async ({ tx, actor, now }) => {
      if (problem === null) await storeMilestone(tx, "test-mail", now);
      await record(tx, {
        at: now,
        kind: "test_mail",
        actor: actor.caller.account,
        outcome: problem === null ? "success" : "failure",
        detail: reply ?? problem ?? "",
        address: actor.visit.address,
      });
    });
    return { to: account.email, problem, reply };
  }

  async #tryNow(mail: Mail): Promise<Pick<TestMail, "problem" | "reply">> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new NoAnswer()), this.#longestWaitMs);
    try {
      await Promise.race([this.#parts.outbox.sendNow(mail), late.promise]);
      return { problem: null, reply: null };
    } catch (error) {
      return mailProblemOf(error);
    } finally {
      clearTimeout(timer);
    }
  }
}
