import type * as contract from "@sallyport/contract/applications/applications";
import type { EventKind } from "@sallyport/contract/event-kinds";
import { quoted } from "@sallyport/contract/quoted-names";
import type { Actor } from "../accounts/parts.ts";
import { record } from "../activity/activity.ts";
import type { Clock } from "../core/clock.ts";
import { Refused } from "../core/refusal.ts";
import type { Database, Queryable } from "../database/database.ts";
import { readAtOneMoment } from "../database/transactions.ts";
import { countGroups } from "./application-groups.repository.ts";
import { type Application, findApplication, findApplications } from "./applications.repository.ts";
import { viewApplication, viewListed } from "./view-application.ts";

export interface ApplicationsParts {
  database: Database;
  clock: Clock;
}

export function listApplications(
  { database }: Pick<ApplicationsParts, "database">,
  _actor: Actor,
  page: { search: string; after?: string | undefined; limit: number },
): Promise<{ applications: contract.ListedApplication[]; next: string | null }> {
  return readAtOneMoment(database, async (tx) => {
    const { rows, next } = await findApplications(tx, page);
    const counts = await countGroups(
      tx,
      rows.map(({ id }) => id),
    );
    return { applications: rows.map((row) => viewListed(row, counts.get(row.id) ?? 0)), next };
  });
}

export function showApplication(
  { database, clock }: ApplicationsParts,
  _actor: Actor,
  { id }: { id: string },
): Promise<contract.Application> {
  const now = clock.now();
  return readAtOneMoment(database, async (tx) => viewApplication(tx, await found(tx, id), now));
}

export async function found(database: Queryable, id: string): Promise<Application> {
  const application = await findApplication(database, id);
  if (!application) throw new Refused("not-found");
  return application;
}

export async function note(
  tx: Queryable,
  { actor: { caller, visit }, now }: { actor: Actor; now: number },
  kind: EventKind,
  { name, what }: { name: string; what?: string },
): Promise<void> {
  const detail = what === undefined ? quoted(name) : `${quoted(name)}: ${what}`;
  await record(tx, { at: now, kind, actor: caller.account, detail, address: visit.address });
}
