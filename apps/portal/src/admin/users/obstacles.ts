import type { Lock, User } from "@sallyport/contract/users";

export type Remedy = "accept-codes" | "activate" | "extend" | "invite" | "reset" | "send-reset" | "unlock";

export interface Obstacle {
  title: string;
  remedy: Remedy;
  waits: Pick<Lock, "source" | "since" | "liftsAt">[];
}

export function obstacles({ state, locks }: Pick<User, "state" | "locks">): Obstacle[] {
  const found: Obstacle[] = [];
  if (state === "staged") found.push({ title: "No password chosen yet", remedy: "invite", waits: [] });
  if (state === "suspended")
    found.push({ title: "Suspended by an administrator", remedy: "activate", waits: [] });
  for (const { source, since, liftsAt, ...lock } of locks) {
    const { title, remedy } = wording({ ...lock, liftsAt });
    const same = found.find((obstacle) => obstacle.title === title);
    if (same) same.waits.push({ source, since, liftsAt });
    else found.push({ title, remedy, waits: [{ source, since, liftsAt }] });
  }
  return found;
}

function wording({ reason, liftsAt }: Pick<Lock, "reason" | "liftsAt">): Omit<Obstacle, "waits"> {
  if (reason === "enrolment-deadline")
    return { title: "MFA was not set up by the deadline", remedy: "extend" };
  if (reason === "codes-ahead")
    return {
      title: "Codes count as used, because the server's clock was ahead at a login",
      remedy: "accept-codes",
    };
  if (reason === "login-reported")
    return { title: "The user reported a login by someone else", remedy: "send-reset" };
  if (reason === "wrong-passwords") return { title: "Too many wrong passwords", remedy: "unlock" };
  return liftsAt === null
    ? { title: "Authenticator disabled after too many wrong codes", remedy: "reset" }
    : { title: "Too many wrong codes", remedy: "unlock" };
}
