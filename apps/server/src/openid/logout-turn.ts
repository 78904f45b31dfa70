import { randomInt } from "node:crypto";
import { quoted } from "@sallyport/contract/quoted-names";
import type { FastifyBaseLogger as Log } from "fastify";
import { record } from "../activity/activity.ts";
import { type Application, findApplication } from "../applications/applications.repository.ts";
import { noteRefusal } from "../applications/note-refusal.ts";
import { isOfApplication } from "../applications/rules/addresses.ts";
import type { Clock } from "../core/clock.ts";
import type { Database, Queryable } from "../database/database.ts";
import type { LogoutNoticeRow, LogoutReceiverRow } from "../database/schema.ts";
import { inTransaction } from "../database/transactions.ts";
import { retryDelayMs } from "../webhooks/rules/retry.ts";
import * as rows from "./logout-notices.repository.ts";
import type { Openid } from "./openid.ts";

export interface LogoutTurnParts {
  database: Database;
  clock: Clock;
  openid: Openid;
  log: Log;
}

/** With the pauses between them, these attempts take about ten hours. */
const mostAttempts = 20;
const noticesAtOnce = 4;

/** Says why a notice wasn't accepted. If the application refused only this notice, its other notices needn't wait. */
interface Failure {
  why: string;
  isOfApplication: boolean;
}

/** Sends the notices that wait for one application, a few at a time, until one can't be delivered. */
export class LogoutTurn {
  readonly #parts: LogoutTurnParts;
  readonly #claim: rows.Claim;
  readonly #application: Application;
  readonly #signal: AbortSignal;

  private constructor(
    parts: LogoutTurnParts,
    claim: rows.Claim,
    application: Application,
    signal: AbortSignal,
  ) {
    this.#parts = parts;
    this.#claim = claim;
    this.#application = application;
    this.#signal = signal;
  }

  /** Does nothing if another server has claimed the application. */
  static async take(parts: LogoutTurnParts, claim: rows.Claim, signal: AbortSignal): Promise<void> {
    const { database, clock } = parts;
    const application = await findApplication(database, claim.applicationId);
    if (!application) return;
    const receiver = await rows.claimReceiver(database, claim, clock.now());
    if (receiver) await new LogoutTurn(parts, claim, application, signal).#sendWaiting(receiver);
  }

  async #sendWaiting({ failures }: LogoutReceiverRow): Promise<void> {
    const { database, clock } = this.#parts;
    // defence: AT-119
    if (!isOwnAddress(this.#application)) return this.#dropAll();
    // An application that failed gets one notice first.
    for (let limit = failures > 0 ? 1 : noticesAtOnce; !this.#signal.aborted; limit = noticesAtOnce) {
      const due = await rows.dueNotices(database, this.#claim.applicationId, { now: clock.now(), limit });
      if (due.length === 0) break;
      const results = await Promise.all(due.map((notice) => this.#send(notice)));
      if (this.#signal.aborted) break;
      const failure = results.find((result) => result?.isOfApplication);
      if (failure) return this.#noteFailure(failure.why, failures + 1);
      if (!(await rows.keepClaim(database, this.#claim, clock.now()))) return;
    }
    await rows.endClaim(database, this.#claim);
  }

  async #send(notice: LogoutNoticeRow): Promise<Failure | null> {
    const { database, openid } = this.#parts;
    const { application_id: applicationId, sub, sid } = notice;
    try {
      await openid.tellLogOut({ applicationId, sub, sid, signal: this.#signal });
      await rows.deleteNotice(database, notice.id);
      return null;
    } catch (error) {
      const failure = failureOf(error);
      if (!failure.isOfApplication && !this.#signal.aborted) await this.#postpone(notice, failure.why);
      return failure;
    }
  }

  async #postpone({ id, attempts: before }: LogoutNoticeRow, why: string): Promise<void> {
    const { database, clock } = this.#parts;
    const attempts = before + 1;
    const nextAttemptAt = clock.now() + delayAfter(attempts);
    await rows.postponeNotice(database, id, { attempts, nextAttemptAt });
    await this.#tell(why);
    await this.#giveUpTried(why);
  }

  async #noteFailure(why: string, failures: number): Promise<void> {
    const { database, clock, log } = this.#parts;
    const { applicationId } = this.#claim;
    const now = clock.now();
    log.warn({ application: applicationId, failures, why }, "an application wasn't told of a log-out");
    // defence: AT-151
    const next_attempt_at = now + delayAfter(failures);
    if (!(await rows.endClaim(database, this.#claim, { failures, next_attempt_at }))) return;
    await rows.countAttempts(database, applicationId, now);
    await this.#tell(why);
    await this.#giveUpTried(why);
  }

  /** Shows the failure on the application's page. */
  async #tell(why: string): Promise<void> {
    const { database, clock } = this.#parts;
    const { applicationId } = this.#claim;
    await noteRefusal(database, { applicationId, reason: "logout-notice", detail: why }, clock.now());
  }

  async #giveUpTried(why: string): Promise<void> {
    const { applicationId } = this.#claim;
    if (!(await rows.hasTried(this.#parts.database, applicationId, mostAttempts))) return;
    await this.#recordLost(why, (tx) => rows.deleteTried(tx, applicationId, mostAttempts));
  }

  async #dropAll(): Promise<void> {
    const { database } = this.#parts;
    const { applicationId } = this.#claim;
    const { logout_address: address } = this.#application.row;
    if (address === null) await rows.deleteNoticesOf(database, applicationId);
    else await this.#recordLost("foreign address", (tx) => rows.deleteNoticesOf(tx, applicationId));
    await rows.endClaim(database, this.#claim);
  }

  /** Records one event for all notices that are given up at the same time. */
  async #recordLost(why: string, lose: (tx: Queryable) => Promise<number>): Promise<void> {
    const { database, clock } = this.#parts;
    await inTransaction(database, "everything", async (tx) => {
      const lost = await lose(tx);
      if (lost === 0) return;
      const detail = `${quoted(this.#application.row.name)}: ${why}${lost === 1 ? "" : `, ${lost} times`}`;
      const kind = "application_logout_undelivered";
      await record(tx, { at: clock.now(), kind, actor: null, outcome: "failure", detail, address: null });
    });
  }
}

function delayAfter(attempts: number): number {
  return retryDelayMs(attempts, randomInt(1000) / 1000);
}

/** Without this check, an administrator could make the server send requests to any address in its network. */
function isOwnAddress({ row, addresses }: Application): boolean {
  const known = { launchAddress: row.launch_address, callbackAddresses: addresses.callback };
  return isOfApplication(row.logout_address ?? "", known);
}

function failureOf(error: unknown): Failure {
  const { message, cause } = error as { message?: string; cause?: { code?: string } };
  const status = /got: (\d{3})/.exec(message ?? "")?.[1];
  if (status === undefined) return { why: cause?.code ?? "no answer", isOfApplication: true };
  // These two ask for a pause.
  const isOfNotice = status.startsWith("4") && status !== "408" && status !== "429";
  return { why: `answered ${status}`, isOfApplication: !isOfNotice };
}
