import { hour } from "../../../core/clock.ts";
import { hashOf } from "../../../core/tokens.ts";
import type { AccountRow, UserGroupRow } from "../../../database/schema.ts";
import type { AdministratorJob } from "../../bulk/administrator-job.ts";
import { findGroupIfAny } from "../../groups/groups.repository.ts";
import { groupVersion } from "../../groups/view-group.ts";
import { findUser } from "../find-user.ts";
import { descriptorOf } from "./actions.ts";
import { consider } from "./considered.repository.ts";
import { groupIdIn, storedActionIn } from "./stored-action.ts";

/** A user gets no second reminder within this time. */
export const betweenReminders = hour;

export interface RowInput {
  seen: string;
}

/**
 * Returns a hash of the user's state in the preview. If the hash changes before the job reaches the row, the
 * job skips the row.
 */
export function seenOf(account: AccountRow, group: UserGroupRow | undefined): string {
  const { state, mfa_required, enrol_by, days_from_acceptance } = account;
  const seen = [state, mfa_required, enrol_by, days_from_acceptance, ...(group ? [groupVersion(group)] : [])];
  return hashOf(JSON.stringify(seen)).toString("base64url");
}

export const bulkUsers: AdministratorJob = {
  name: "users",
  title: (input) => {
    const action = storedActionIn(input);
    return descriptorOf(action).title(action);
  },
  atLeast: (input) => descriptorOf(storedActionIn(input)).atLeast,
  isFinal: (input) => descriptorOf(storedActionIn(input)).isFinal === true,
  carryOut: async (parts, { tx, actor, now }, { row, input }) => {
    const action = storedActionIn(input);
    const { whyNot, carryOut } = descriptorOf(action);
    const subject = await findUser(tx, row.subject_id ?? "");
    const groupId = groupIdIn(action);
    const group = groupId === null ? undefined : await findGroupIfAny(tx, groupId);
    const considering = { now, remindedSince: now - betweenReminders, group };
    const [user] = await consider(tx, [subject.account.id], considering);
    const reason = user ? whyNot(user, action, now) : "not-found";
    if (reason !== null) return { result: "skipped", reason };
    const { seen } = JSON.parse(row.input ?? "{}") as Partial<RowInput>;
    if (seen !== seenOf(subject.account, group)) return { result: "skipped", reason: "changed-meanwhile" };
    await carryOut(parts, { tx, actor, subject, now }, action);
    return { result: "done" };
  },
};
