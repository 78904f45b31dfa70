import {
  type Checklist,
  type ChecklistItem,
  checklistItems,
  confirmBackups as contract,
} from "@sallyport/contract/overview";
import { canSignIn } from "../accounts/administrators/rules/last-owner.ts";
import { carryOut } from "../accounts/carry-out.ts";
import type { Actor, SessionAccount } from "../accounts/parts.ts";
import { record } from "../activity/activity.ts";
import type { Clock } from "../core/clock.ts";
import { typedCommand } from "../core/typed-command.ts";
import type { Database } from "../database/database.ts";
import { isEnrolled } from "../factors/rules/factors.ts";
import { readMilestones, storeMilestone } from "../milestones/milestones.repository.ts";
import { findActiveOwners } from "./owners.repository.ts";
import { slotTitles } from "./slot-titles.ts";

interface ChecklistParts {
  database: Database;
  clock: Clock;
}

export async function showChecklist(
  { database, clock }: ChecklistParts,
  { caller }: Actor<SessionAccount>,
): Promise<Checklist> {
  const now = clock.now();
  const owners = await findActiveOwners(database);
  const milestones = await readMilestones(database);
  const isDone: Record<ChecklistItem, boolean> = {
    "own-second-factor": isEnrolled(caller.factors),
    "second-owner": owners.filter((owner) => canSignIn(owner, now)).length > 1,
    "test-mail": milestones.has("test-mail"),
    "recovery-slot": (await slotTitles(database)).length > 1,
    backup: milestones.has("backup") || milestones.has("other-backups"),
  };
  return {
    done: checklistItems.filter((item) => isDone[item]),
    commands: {
      addSlot: typedCommand("keys", "add-slot --passphrase-file ~/recovery"),
      backup: typedCommand("backup", "FILE"),
    },
  };
}

export async function confirmBackups(
  parts: ChecklistParts,
  given: Actor<SessionAccount>,
): Promise<Record<string, never>> {
  await carryOut(parts, { actor: given, what: contract.summary }, async ({ tx, actor, now }) => {
    await storeMilestone(tx, "other-backups", now);
    const { account } = actor.caller;
    const { address } = actor.visit;
    const kind = "other_backups_confirmed";
    await record(tx, { at: now, kind, actor: account, address, isRepeatable: true });
  });
  return {};
}
