import { setTimeout as pause } from "node:timers/promises";
import type { Database } from "../../src/database/database.ts";
import type { ReceivedMail } from "../mail-sink.ts";
import type { Act, Entry } from "./ledger.ts";
import type { Finding } from "./subject.ts";
import { add, countActs } from "./verification.ts";

/** Waits longer than five minutes, because other servers send a killed server's mails only after that time. */
const longestWaitMs = 6 * 60_000;

export async function untilSent(database: Database): Promise<void> {
  const until = performance.now() + longestWaitMs;
  while (performance.now() < until) {
    const { count } = await database
      .selectFrom("outbox")
      .select((by) => by.fn.countAll<number>().as("count"))
      .where("sealed_mail", "is not", null)
      .executeTakeFirstOrThrow();
    if (count === 0) return;
    await pause(500);
  }
}

const subjects: Readonly<Partial<Record<Act["kind"], string>>> = {
  enrolment: "Multi-factor authentication is set up",
  requirement: "Set up multi-factor authentication",
  extension: "More time to set up multi-factor authentication",
  unlock: "More time to set up multi-factor authentication",
  lock: "Your account is locked",
};

/** Each act must send one mail. After a crash, the mail can come twice with the same Message-ID. */
export function findMailFaults(mails: readonly ReceivedMail[], entries: readonly Entry[]): Finding[] {
  const deliveries = new Map<string, number>();
  const different = new Map<string, number>();
  for (const { messageId, to, subject } of mails) {
    if (!deliveries.has(messageId)) add(different, `${subject} → ${to}`);
    add(deliveries, messageId);
  }
  const { acknowledged, possible } = countActs(entries, ({ act }) => {
    const subject = subjects[act.kind];
    return subject === undefined ? [] : [`${subject} → ${act.account}`];
  });
  const often = [...deliveries]
    .filter(([, count]) => count > 2)
    .map(([messageId, count]) => `the mail ${messageId} came ${count} times`);
  const wrong = [...possible].flatMap(([mail, most]) => {
    const least = acknowledged.get(mail) ?? 0;
    const count = different.get(mail) ?? 0;
    if (count >= least && count <= most) return [];
    return [`${mail}: ${least} acknowledged, at most ${most} happened, and ${count} different mails came`];
  });
  return [...often, ...wrong];
}

export function mailCounts(mails: readonly ReceivedMail[]): string {
  const ids = new Set(mails.map(({ messageId }) => messageId));
  return `${ids.size} mails; ${mails.length - ids.size} came again`;
}
