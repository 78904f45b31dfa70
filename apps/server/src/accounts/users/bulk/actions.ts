import type { BulkActionName } from "@sallyport/contract/bulk-actions";
import { quoted } from "@sallyport/contract/quoted-names";
import type { AdministratorRole } from "@sallyport/contract/text";
import type { Change } from "../../carry-out.ts";
import { deleteSubject } from "../../delete-account.ts";
import { joinGroup } from "../../groups/members.ts";
import type { AccountsParts } from "../../parts.ts";
import { isDeletable } from "../../rules/deletion.ts";
import { unlock } from "../../unlock.ts";
import { type Grace, graceOf, laterGrace, moreTime } from "../grace.ts";
import { extendByDays } from "../move-deadline.ts";
import { remindUser } from "../remind-user.ts";
import { changeState, mailInvitation } from "../user-access.ts";
import { requireMfa } from "../users.ts";
import type { Considered } from "./considered.repository.ts";
import { graceAfterJoining } from "./joining.ts";
import * as rules from "./rules/why-not.ts";
import type { StoredAction } from "./stored-action.ts";

type InputOf<Name extends BulkActionName> = Extract<StoredAction, { name: Name }>;

interface Descriptor<Input> {
  atLeast: AdministratorRole;
  title: (input: Input) => string;
  /** True if the action can't be undone, so the administrator must type the number of users. */
  isFinal?: boolean;
  whyNot: (user: Considered, input: Input, now: number) => rules.WhyNot;
  /** The user's days of grace after the action. Null if the action doesn't change them. */
  grace?: (user: Considered, input: Input, now: number) => Grace | null;
  carryOut: (parts: AccountsParts, change: Change, input: Input) => Promise<unknown>;
}

const inDays = (days: number) => (days === 1 ? "1 day" : `${days} days`);

/** A new action needs an entry here, and a shape in the contract's `BulkAction`. */
const descriptors: { [Name in BulkActionName]: Descriptor<InputOf<Name>> } = {
  "require-mfa": {
    atLeast: "administrator",
    title: ({ days }) => `Require MFA, ${inDays(days)} to set up`,
    whyNot: ({ account }) => rules.whyNotRequire(account),
    grace: ({ account }, { days }, now) => graceOf(account, days, now),
    carryOut: (parts, change, { days }) => requireMfa(parts, change, days),
  },
  extend: {
    atLeast: "help-desk",
    title: ({ days }) => `Extend deadlines by ${inDays(days)}`,
    whyNot: ({ account }, { days }, now) =>
      rules.whyNotExtend(account) ??
      (account.deadline_locked_at === null && moreTime(account, laterGrace(account, days, now)) <= 0
        ? "not-later"
        : null),
    grace: ({ account }, { days }, now) => laterGrace(account, days, now),
    carryOut: (parts, change, { days }) => extendByDays(parts, change, days),
  },
  remind: {
    atLeast: "help-desk",
    title: () => "Remind to set up MFA",
    whyNot: ({ account, isReminded }, _input, now) => rules.whyNotRemind(account, { isReminded, now }),
    carryOut: (parts, change) => remindUser(parts, change),
  },
  unlock: {
    atLeast: "help-desk",
    title: () => "Unlock",
    whyNot: ({ isWaiting }) => (isWaiting ? null : "not-locked"),
    carryOut: (_parts, change) => unlock(change, "user_unlocked"),
  },
  suspend: {
    atLeast: "administrator",
    title: () => "Suspend",
    whyNot: ({ account }) => rules.whyNotSuspend(account),
    carryOut: (_parts, change) => changeState(change, "suspended"),
  },
  activate: {
    atLeast: "administrator",
    title: () => "Activate",
    whyNot: ({ account }) => rules.whyNotActivate(account),
    carryOut: (_parts, change) => changeState(change, "active"),
  },
  invite: {
    atLeast: "help-desk",
    title: () => "Invite again",
    whyNot: ({ account }) => rules.whyNotInvite(account),
    carryOut: (parts, change) => mailInvitation(parts, change, { isCounted: false }),
  },
  "add-to-group": {
    atLeast: "administrator",
    title: ({ groupName }) => `Add to the group ${quoted(groupName)}`,
    whyNot: ({ joining }) => rules.whyNotJoin(joining),
    grace: ({ account, joining }, _input, now) => joining && graceAfterJoining(account, joining, now),
    carryOut: (parts, change, { group, groupName }) =>
      joinGroup(parts, change, { id: group, name: groupName }),
  },
  delete: {
    atLeast: "administrator",
    title: () => "Delete",
    isFinal: true,
    whyNot: ({ account }, _input, now) => (isDeletable(account, now) ? null : "not-deletable-yet"),
    carryOut: (_parts, change) => deleteSubject(change, { isLastOwner: false }),
  },
};

export function descriptorOf({ name }: StoredAction): Descriptor<StoredAction> {
  return descriptors[name] as Descriptor<StoredAction>;
}
