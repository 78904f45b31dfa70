import type { Lock, User } from "@sallyport/contract/users";

export interface Obstacle {
  title: string;
  /** The network address that must wait after wrong passwords. Other obstacles have null. */
  source: string | null;
  since: string | null;
  liftsAt: string | null;
  remedy: string;
}

export function obstacles({ state, locks }: Pick<User, "state" | "locks">): Obstacle[] {
  const known = locks.map(asObstacle);
  if (state === "active") return known;
  return [state === "staged" ? noPassword : suspension, ...known];
}

const noPassword: Obstacle = {
  title: "No password chosen yet",
  source: null,
  since: null,
  liftsAt: null,
  remedy: "The user chooses one through the mailed invitation. If the mail is lost, send it again.",
};

const suspension: Obstacle = {
  title: "Suspended by an administrator",
  source: null,
  since: null,
  liftsAt: null,
  remedy: "Activate the account.",
};

function asObstacle({ source, since, liftsAt, ...lock }: Lock): Obstacle {
  return { ...wording({ ...lock, liftsAt }), source, since, liftsAt };
}

function wording({ reason, liftsAt }: Pick<Lock, "reason" | "liftsAt">): { title: string; remedy: string } {
  if (reason === "enrolment-deadline")
    return { title: "MFA was not set up by the deadline", remedy: "Extend the deadline." };
  if (reason === "codes-ahead")
    return {
      title: "Codes count as used, because the server's clock was ahead at a login",
      remedy: "Accept the codes again.",
    };
  if (reason === "wrong-passwords")
    return { title: "Too many wrong passwords", remedy: "Unlock the account." };
  return liftsAt === null
    ? { title: "Authenticator disabled after too many wrong codes", remedy: "Reset the authenticator." }
    : { title: "Too many wrong codes", remedy: "Unlock the account." };
}
