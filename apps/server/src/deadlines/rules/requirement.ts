import { enrolBy } from "../../journey/deadlines.ts";

export interface Deadline {
  enrolBy: number | null;
  daysFromAcceptance: number | null;
}

export interface OwnDeadline extends Deadline {
  /**
   * An `extended` or `reset` deadline replaces the deadlines of groups. Otherwise the earliest of all deadlines
   * applies.
   */
  kind: "set" | "extended" | "reset";
}

/** The MFA requirement of a group for one of its members. */
export interface GroupRule {
  groupId: string;
  days: number;
  requiredAt: number;
  /**
   * The time when the user joined the group, or accepted an invitation after joining. The days for set-up start
   * at this time or later.
   */
  countsFrom: number;
}

export interface OwnRequirement {
  isRequired: boolean;
  deadline: OwnDeadline | null;
}

export interface Requirement extends Deadline {
  isRequired: boolean;
  own: OwnRequirement;
  /**
   * Null if MFA isn't required. Also null if the deadline of a locked user comes from a rule that has changed.
   */
  source: "own" | { groupId: string } | null;
}

export interface RequirementFacts {
  isInvited: boolean;
  isEnrolled: boolean;
  /** True after the deadline has passed. */
  isLocked: boolean;
  current: Deadline & { isRequired: boolean };
  own: OwnRequirement;
  rules: readonly GroupRule[];
}

export const noDeadline: Deadline = { enrolBy: null, daysFromAcceptance: null };
export const nothingOwn: OwnRequirement = { isRequired: false, deadline: null };

/** Never ends a lock, and never postpones a set-up that is due at the next login. */
export function requirementOf(facts: RequirementFacts): Requirement {
  const { own, rules, current, isInvited } = facts;
  const deadlines = rules.map((rule) => ({ groupId: rule.groupId, ...deadlineOf(rule, isInvited) }));
  const isRequiredNow = own.isRequired || rules.length > 0;
  // defence: AT-94 held
  if (isHeld(facts)) {
    if (!isRequiredNow) return asOwn(current);
    return { ...timesOf(current), isRequired: true, own, source: sourceOf(current, own, deadlines) };
  }
  if (!isRequiredNow) return { isRequired: false, own: nothingOwn, source: null, ...noDeadline };
  if (own.deadline && own.deadline.kind !== "set")
    return { ...timesOf(own.deadline), isRequired: true, own, source: "own" };
  const all: (Deadline & { groupId?: string })[] = [...(own.deadline ? [own.deadline] : []), ...deadlines];
  const earliest = all.reduce<(typeof all)[number] | null>(
    (first, each) => (first && !isEarlier(each, first) ? first : each),
    null,
  );
  if (!earliest) return { ...timesOf(current), isRequired: true, own, source: "own" };
  const source = earliest.groupId === undefined ? "own" : { groupId: earliest.groupId };
  return { ...timesOf(earliest), isRequired: true, own, source };
}

/**
 * True if the account is locked or the set-up is due. A change of groups must not end this state, because the
 * password alone might then open the account.
 */
function isHeld({ isEnrolled, isInvited, isLocked, current }: RequirementFacts): boolean {
  const isDue = current.isRequired && !isEnrolled && !isInvited && current.enrolBy === null;
  return isLocked || isDue;
}

function asOwn(current: Deadline): Requirement {
  const deadline = { kind: "set", ...timesOf(current) } as const;
  return { ...timesOf(current), isRequired: true, own: { isRequired: true, deadline }, source: "own" };
}

/** For an invited user, the days for set-up start when the user accepts the invitation. */
export function deadlineOf({ days, requiredAt, countsFrom }: GroupRule, isInvited: boolean): Deadline {
  return isInvited
    ? { enrolBy: null, daysFromAcceptance: days }
    : { enrolBy: enrolBy(Math.max(requiredAt, countsFrom), days), daysFromAcceptance: null };
}

export function isEarlier(one: Deadline, other: Deadline): boolean {
  return rank(one) < rank(other);
}

function rank({ enrolBy: at, daysFromAcceptance }: Deadline): number {
  return daysFromAcceptance ?? at ?? Number.NEGATIVE_INFINITY;
}

function timesOf({ enrolBy: at, daysFromAcceptance }: Deadline): Deadline {
  return { enrolBy: at, daysFromAcceptance };
}

/**
 * Finds the rule that set the deadline. Returns null if no rule has this deadline. This happens if a rule
 * changes while the user is locked.
 */
function sourceOf(
  current: Deadline,
  own: OwnRequirement,
  deadlines: readonly (Deadline & { groupId: string })[],
): Requirement["source"] {
  if (own.deadline && rank(own.deadline) === rank(current)) return "own";
  const group = deadlines.find((each) => rank(each) === rank(current));
  return group ? { groupId: group.groupId } : null;
}
