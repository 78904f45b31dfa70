import { randomUUID } from "node:crypto";
import { Turns } from "../core/turns.ts";
import { dueApplications } from "./logout-notices.repository.ts";
import { LogoutTurn, type LogoutTurnParts } from "./logout-turn.ts";

const applicationsAtOnce = 20;

/**
 * Tells applications that a login has ended (OpenID Connect Back-Channel Logout). Database triggers insert the notices,
 * so every way to end a session is covered.
 */
export class LogoutNotices {
  readonly #turns: Turns;

  constructor(parts: LogoutTurnParts) {
    const { database, clock, log } = parts;
    this.#turns = new Turns({
      due: () => dueApplications(database, clock.now()),
      take: (applicationId, signal) => LogoutTurn.take(parts, { applicationId, claim: randomUUID() }, signal),
      onFailure: (error) =>
        log.error({ err: error }, "notices of log-outs could not be sent and will be tried again"),
      atOnce: applicationsAtOnce,
    });
  }

  deliverDue(): Promise<void> {
    return this.#turns.takeDue();
  }

  /** Abandons running requests. The next start sends these notices again. */
  stop(): Promise<void> {
    return this.#turns.stop();
  }
}
