import type { EventKind } from "@sallyport/contract/event-kinds";
import type { Queryable } from "../database/database.ts";
import { inTransaction } from "../database/transactions.ts";
import { insertEvent } from "./events.repository.ts";
import { countRepeatable } from "./repeats.ts";

interface Person {
  id: string;
  email: string;
  /** The person acted through this API key. */
  throughKey?: string;
}

export interface AuditRecord {
  at: number;
  kind: EventKind;
  actor: Person | null;
  /** Missing if actors change their own account. */
  subject?: Person;
  outcome?: "success" | "failure";
  /** Never contains a password, code, secret or token. */
  detail?: string;
  address: string | null;
  /** True for a cheap action that neither completes a login nor weakens an account. */
  isRepeatable?: boolean;
  /** The ID of the API key that the event is about. The uses of each key are counted separately. */
  ofKey?: string;
}

/** Call this in the transaction of the change. Above a limit, repeatable events are counted, but not stored. */
export async function record(database: Queryable, event: AuditRecord): Promise<void> {
  if (!database.isTransaction) {
    await inTransaction(database, event.actor ? [`account ${event.actor.id}`] : [], (tx) =>
      record(tx, event),
    );
    return;
  }
  const row = {
    at: event.at,
    kind: event.kind,
    actor_id: event.actor?.id ?? null,
    actor: event.actor?.email ?? null,
    subject_id: event.subject?.id ?? null,
    subject: event.subject?.email ?? null,
    outcome: event.outcome ?? "success",
    detail: event.detail ?? "",
    address: event.address,
  };
  if (event.isRepeatable && !(await countRepeatable(database, row, event.ofKey))) return;
  await insertEvent(database, row, event.actor?.throughKey);
}
