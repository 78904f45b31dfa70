import { setImmediate as nextTurn } from "node:timers/promises";
import {
  type BulkAction,
  type BulkPreview,
  previewBulkAction as contract,
} from "@sallyport/contract/bulk-actions";
import { mostAffected, type UserFilters } from "@sallyport/contract/user-filters";
import { instant, minute } from "../../../core/clock.ts";
import { Refused } from "../../../core/refusal.ts";
import type { UserGroupRow } from "../../../database/schema.ts";
import { draftJob } from "../../../jobs/draft-job.ts";
import type { NewRow } from "../../../jobs/job-rows.repository.ts";
import { refuseDraft } from "../../bulk/control-jobs.ts";
import { type JobsParts, showJob } from "../../bulk/view-jobs.ts";
import { findGroup } from "../../groups/groups.repository.ts";
import type { Actor } from "../../parts.ts";
import { type Grace, noGrace } from "../grace.ts";
import { filtersIn } from "../list/filters-in.ts";
import { findUserIds } from "../list/list.repository.ts";
import { descriptorOf } from "./actions.ts";
import { betweenReminders, bulkUsers, type RowInput, seenOf } from "./bulk-users.ts";
import { type Considered, consider } from "./considered.repository.ts";
import { groupIdIn, type StoredAction, storedActionIn } from "./stored-action.ts";

type Chosen = { by: "selection"; ids: string[] } | { by: "filter"; filter: UserFilters };

const batchSize = 100;

/** Makes a draft job. After the confirmation, the job changes exactly the users of the draft. */
export async function previewBulk(
  parts: JobsParts,
  actor: Actor,
  { action: asked, users }: { action: BulkAction; users: Chosen },
): Promise<BulkPreview> {
  const kind = bulkUsers;
  await refuseDraft(parts, actor, { kind, input: asked, what: contract.summary });
  const groupId = groupIdIn(asked);
  const group = groupId === null ? undefined : await findGroup(parts.database, groupId);
  const action = storedActionIn({ ...asked, groupName: group?.name });
  const now = parts.clock.now();
  const ids = users.by === "selection" ? [...new Set(users.ids)] : await idsOf(parts, users.filter, now);
  const tally = new Tally();
  const { id: actorId, email } = actor.caller.account;
  const id = await draftJob(
    parts.database,
    { kind: kind.name, input: action, actor: { id: actorId, email, address: actor.visit.address }, now },
    batches(parts, { ids, action, group, now, tally }),
  );
  const job = await showJob(parts, actor, { id });
  const confirmation = kind.isFinal(action) ? String(job.total - job.skipped) : null;
  return { job, ...tally.asPreview(), confirmation };
}

async function idsOf({ database, settings }: JobsParts, given: UserFilters, now: number): Promise<string[]> {
  const filters = filtersIn(given, settings().timeZone);
  if (!filters) return [];
  const ids = new Set<string>();
  for (let after: string | undefined, isFirst = true; isFirst || after !== undefined; isFirst = false) {
    const page = { filters, sort: undefined, order: "asc", after, now } as const;
    const found = await findUserIds(database, { ...page, limit: mostAffected + 1 });
    for (const id of found.ids) ids.add(id);
    if (ids.size > mostAffected) throw new Refused("too-many-users");
    after = found.next ?? undefined;
    // Let waiting requests run first.
    await nextTurn();
  }
  return [...ids];
}

interface Batches {
  ids: readonly string[];
  action: StoredAction;
  group: UserGroupRow | undefined;
  now: number;
  tally: Tally;
}

async function* batches(
  { database }: JobsParts,
  { ids, action, group, now, tally }: Batches,
): AsyncGenerator<NewRow[]> {
  const remindedSince = now - betweenReminders;
  for (let begin = 0; begin < ids.length; begin += batchSize) {
    const users = await consider(database, ids.slice(begin, begin + batchSize), {
      now,
      remindedSince,
      group,
    });
    yield users.map((user) => rowOf(user, { action, group, now, tally }));
  }
}

function rowOf(user: Considered, { action, group, now, tally }: Omit<Batches, "ids">): NewRow {
  const { whyNot, grace } = descriptorOf(action);
  const { account } = user;
  const skipped = whyNot(user, action, now);
  if (skipped !== null) tally.countSkipped(skipped);
  else if (grace && account.is_enrolled === 0) tally.countLock(grace(user, action, now) ?? noGrace);
  const input: RowInput = { seen: seenOf(account, group) };
  return { subjectId: account.id, label: `${account.name} (${account.email})`, input, skipped };
}

const quarter = 15 * minute;

class Tally {
  readonly #skipped = new Map<string, number>();
  readonly #locks = new Map<number, number>();
  readonly #locksAfterAcceptance = new Map<number, number>();

  countSkipped(reason: string): void {
    increase(this.#skipped, reason);
  }

  countLock({ enrol_by, days_from_acceptance }: Grace) {
    if (enrol_by !== null) increase(this.#locks, Math.ceil(enrol_by / quarter) * quarter);
    else if (days_from_acceptance !== null) increase(this.#locksAfterAcceptance, days_from_acceptance);
  }

  asPreview(): Pick<BulkPreview, "skipped" | "locks" | "locksAfterAcceptance"> {
    return {
      skipped: [...this.#skipped]
        .map(([reason, count]) => ({ reason, count }))
        .toSorted((one, other) => other.count - one.count),
      locks: inOrder(this.#locks).map(([at, count]) => ({ at: instant(at), count })),
      locksAfterAcceptance: inOrder(this.#locksAfterAcceptance).map(([days, count]) => ({ days, count })),
    };
  }
}

function increase<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function inOrder(counts: Map<number, number>): [number, number][] {
  return [...counts].toSorted(([one], [other]) => one - other);
}
