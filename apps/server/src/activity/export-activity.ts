import type { ActivityFilter, AuditEvent } from "@sallyport/contract/activity";
import type { Clock } from "../core/clock.ts";
import type { Cell } from "../core/csv.ts";
import type { Database } from "../database/database.ts";
import { readAtOneMoment } from "../database/transactions.ts";
import { exportFile, type FileFormat } from "../http/export-file.ts";
import type { FileReply } from "../http/serve.ts";
import { record } from "./activity.ts";
import { findEvents } from "./found-events.ts";
import { plainSentence } from "./plain-sentence.ts";
import { shownEvent } from "./shown-event.ts";

/** Other requests wait while a page is read, so a page has only a few events. */
const eventsAtOnce = 100;

interface Actor {
  caller: { account: { id: string; email: string } };
  visit: { address: string };
}

/** An export is recorded before the first line leaves the server. */
export async function exportActivity(
  { database, clock }: { database: Database; clock: Clock },
  { caller, visit }: Actor,
  { format, ...filter }: ActivityFilter & { format: FileFormat },
): Promise<FileReply> {
  const now = clock.now();
  await record(database, {
    at: now,
    kind: "activity_exported",
    actor: caller.account,
    detail: `${format}: ${filterInWords(filter)}`,
    address: visit.address,
    isRepeatable: true,
  });
  return exportFile(database, {
    name: "activity",
    now,
    format,
    columns,
    objectOf: (event: AuditEvent) => ({ ...event, what: plainSentence(event) }),
    readPage: async (before: number | undefined) => {
      const page = { before, limit: eventsAtOnce };
      const { events, next } = await readAtOneMoment(database, (tx) => findEvents(tx, filter, page));
      return { rows: events.map(shownEvent), next };
    },
  });
}

export function filterInWords(filter: object): string {
  const parts = Object.entries(filter).filter(([, value]) => value !== undefined && value !== "");
  return parts.map(([name, value]) => `${name} ${value}`).join(", ") || "everything";
}

const columns: Readonly<Record<string, (event: AuditEvent) => Cell>> = {
  id: ({ id }) => id,
  time: ({ at }) => at,
  what: plainSentence,
  event: ({ kind }) => kind,
  outcome: ({ outcome }) => outcome,
  by_name: ({ by }) => by?.name ?? null,
  by_email: ({ actor }) => actor,
  by_id: ({ by }) => by?.id ?? null,
  to_name: ({ to }) => to?.name ?? null,
  to_email: ({ subject }) => subject,
  to_id: ({ to }) => to?.id ?? null,
  address: ({ address }) => address,
  detail: ({ detail }) => detail,
};
