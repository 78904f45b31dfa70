import { BulkAction } from "@sallyport/contract/bulk-actions";
import { hour } from "../../../core/clock.ts";
import { hashOf } from "../../../core/tokens.ts";
import type { AccountRow } from "../../../database/schema.ts";
import type { AdministratorJob } from "../../bulk/administrator-job.ts";
import { findUser } from "../find-user.ts";
import { descriptorOf } from "./actions.ts";
import { consider } from "./considered.repository.ts";

/** A user gets no second reminder within this time. */
export const betweenReminders = hour;

export interface RowInput {
  seen: string;
}

/** If the hash changes before the row is carried out, the row is skipped. */
export function seenOf(account: AccountRow): string {
  const { state, mfa_required, enrol_by, days_from_acceptance } = account;
  return hashOf(JSON.stringify([state, mfa_required, enrol_by, days_from_acceptance])).toString("base64url");
}

const actionIn = (input: unknown) => BulkAction.parse(input);

export const bulkUsers: AdministratorJob = {
  name: "users",
  title: (input) => {
    const action = actionIn(input);
    return descriptorOf(action).title(action);
  },
  atLeast: (input) => descriptorOf(actionIn(input)).atLeast,
  isFinal: (input) => descriptorOf(actionIn(input)).isFinal === true,
  carryOut: async (parts, { tx, actor, now }, { row, input }) => {
    const action = actionIn(input);
    const { whyNot, carryOut } = descriptorOf(action);
    const subject = await findUser(tx, row.subject_id ?? "");
    const [user] = await consider(tx, [subject.account.id], { now, remindedSince: now - betweenReminders });
    const reason = user ? whyNot(user, action, now) : "not-found";
    if (reason !== null) return { result: "skipped", reason };
    const { seen } = JSON.parse(row.input ?? "{}") as Partial<RowInput>;
    if (seen !== seenOf(subject.account)) return { result: "skipped", reason: "changed-meanwhile" };
    await carryOut(parts, { tx, actor, subject, now }, action);
    return { result: "done" };
  },
};
