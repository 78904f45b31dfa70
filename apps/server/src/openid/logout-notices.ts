import { randomInt, randomUUID } from "node:crypto";
import type { FastifyBaseLogger as Log } from "fastify";
import { record } from "../activity/activity.ts";
import { type Application, findApplication } from "../applications/applications.repository.ts";
import { noteRefusal } from "../applications/note-refusal.ts";
import { isOfApplication } from "../applications/rules/addresses.ts";
import { type Clock, minute } from "../core/clock.ts";
import type { Database } from "../database/database.ts";
import type { LogoutNoticeRow } from "../database/schema.ts";
import { inTransaction } from "../database/transactions.ts";
import { retryDelayMs } from "../webhooks/rules/retry.ts";
import * as rows from "./logout-notices.repository.ts";
import type { Openid } from "./openid.ts";

interface Parts {
  database: Database;
  clock: Clock;
  openid: Openid;
  log: Log;
}

/** With the pauses between them, these attempts take about ten hours. */
const mostAttempts = 20;
const claimedFor = minute;

/**
 * Tells applications that a login to them has ended (OpenID Connect Back-Channel Logout). The rows come from triggers,
 * so it doesn't matter what has ended the session.
 */
export class LogoutNotices {
  readonly #parts: Parts;
  #running: Promise<void> | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  deliverDue(): Promise<void> {
    this.#running ??= this.#deliver().finally(() => (this.#running = null));
    return this.#running;
  }

  async stop(): Promise<void> {
    await this.#running;
  }

  async #deliver(): Promise<void> {
    const { database, clock, log } = this.#parts;
    try {
      const due = await rows.dueNotices(database, clock.now());
      await Promise.all(due.map((id) => this.#send({ id, claim: randomUUID() })));
    } catch (error) {
      log.error({ err: error }, "notices of log-outs could not be sent and will be tried again");
    }
  }

  async #send(claim: rows.Claim): Promise<void> {
    const { database, clock, openid } = this.#parts;
    const now = clock.now();
    const notice = await rows.claimNotice(database, claim, { now, until: now + claimedFor });
    if (!notice) return;
    const application = await findApplication(database, notice.application_id);
    if (!application || application.row.logout_address === null) return rows.deleteNotice(database, claim);
    // defence: AT-119
    if (!isOwnAddress(application)) return this.#giveUp(claim, application, "foreign address");
    try {
      await openid.tellLogOut({ applicationId: application.row.id, sub: notice.sub, sid: notice.sid });
      await rows.deleteNotice(database, claim);
    } catch (error) {
      await this.#noteFailure(claim, { notice, application, error });
    }
  }

  async #noteFailure(
    claim: rows.Claim,
    { notice, application, error }: { notice: LogoutNoticeRow; application: Application; error: unknown },
  ): Promise<void> {
    const { database, clock, log } = this.#parts;
    const attempts = notice.attempts + 1;
    const why = whyOf(error);
    log.warn(
      { application: notice.application_id, attempts, why },
      "an application wasn't told of a log-out",
    );
    await noteRefusal(
      database,
      { applicationId: notice.application_id, reason: "logout-notice", detail: why },
      clock.now(),
    );
    if (attempts >= mostAttempts) return this.#giveUp(claim, application, why);
    const nextAttemptAt = clock.now() + retryDelayMs(attempts, randomInt(1000) / 1000);
    return rows.postponeNotice(database, claim, { attempts, nextAttemptAt });
  }

  async #giveUp(claim: rows.Claim, { row }: Application, why: string): Promise<void> {
    const { database, clock } = this.#parts;
    await inTransaction(database, "everything", async (tx) => {
      await rows.deleteNotice(tx, claim);
      const detail = `${row.name}: ${why}`;
      const kind = "application_logout_undelivered";
      await record(tx, { at: clock.now(), kind, actor: null, outcome: "failure", detail, address: null });
    });
  }
}

/** Otherwise the server would post to any address in its network that an administrator enters. */
function isOwnAddress({ row, addresses }: Application): boolean {
  const known = { launchAddress: row.launch_address, callbackAddresses: addresses.callback };
  return isOfApplication(row.logout_address ?? "", known);
}

function whyOf(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { code?: string } };
  const status = /got: (\d{3})/.exec(message ?? "")?.[1];
  if (status !== undefined) return `answered ${status}`;
  return cause?.code ?? "no answer";
}
