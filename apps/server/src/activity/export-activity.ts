import { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import type { ActivityFilter, AuditEvent } from "@sallyport/contract/activity";
import { type Clock, instant } from "../core/clock.ts";
import { csvLine } from "../core/csv.ts";
import { type Database, untilDurable } from "../database/database.ts";
import { readAtOneMoment } from "../database/transactions.ts";
import type { FileReply } from "../http/serve.ts";
import { record } from "./activity.ts";
import { findEvents } from "./found-events.ts";
import { plainSentence } from "./plain-sentence.ts";
import { shownEvent } from "./shown-event.ts";

const eventsAtOnce = 500;

interface Actor {
  caller: { account: { id: string; email: string } };
  visit: { address: string };
}

type Format = "csv" | "jsonl";

/** An export is recorded before the first line leaves the server. */
export async function exportActivity(
  { database, clock }: { database: Database; clock: Clock },
  { caller, visit }: Actor,
  { format, ...filter }: ActivityFilter & { format: Format },
): Promise<FileReply> {
  const now = clock.now();
  await record(database, {
    at: now,
    kind: "activity_exported",
    actor: caller.account,
    detail: `${format}: ${inWords(filter)}`,
    address: visit.address,
  });
  return {
    name: `activity-${instant(now).slice(0, 10)}.${format}`,
    type: formats[format].type,
    body: Readable.from(linesOf(database, filter, formats[format])),
  };
}

function inWords(filter: ActivityFilter): string {
  const parts = Object.entries(filter).filter(([, value]) => value !== undefined);
  return parts.map(([name, value]) => `${name} ${value}`).join(", ") || "everything";
}

interface Writer {
  type: string;
  begin: string;
  line: (event: AuditEvent) => string;
}

async function* linesOf(database: Database, filter: ActivityFilter, { begin, line }: Writer) {
  yield begin;
  for (let before: number | null | undefined; before !== null; ) {
    const page = { before, limit: eventsAtOnce };
    const { events, next } = await readAtOneMoment(database, (tx) => findEvents(tx, filter, page));
    await untilDurable(database);
    yield events.map((event) => line(shownEvent(event))).join("");
    before = next;
    // A read from SQLite blocks the event loop, so other requests get a turn.
    await setImmediate();
  }
}

const columns: Readonly<Record<string, (event: AuditEvent) => string | number | null>> = {
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

/** Excel recognizes UTF-8 only by a byte order mark. */
const byteOrderMark = "\ufeff";

const formats: Readonly<Record<Format, Writer>> = {
  csv: {
    type: "text/csv; charset=utf-8",
    begin: byteOrderMark + csvLine(Object.keys(columns)),
    line: (event) => csvLine(Object.values(columns).map((cell) => cell(event))),
  },
  jsonl: {
    type: "application/jsonl",
    begin: "",
    line: (event) => `${JSON.stringify({ ...event, what: plainSentence(event) })}\n`,
  },
};
