import type { Town } from "./town.ts";

export interface Reading {
  wrongCodes: Map<string, number>;
  lockedAccounts: Set<string>;
  dueDeadlines: Map<string, number>;
  lastSteps: Map<string, number>;
}

export async function takeReading({ world, ada }: Town): Promise<Reading> {
  const { database } = world.parts;
  const wrong = await database.selectFrom("wrong_codes").selectAll().execute();
  const locked = await database
    .selectFrom("accounts")
    .select("id")
    .where("deadline_locked_at", "is not", null)
    .execute();
  const due = await database
    .selectFrom("accounts")
    .select(["id", "deadline_due_at"])
    .where("deadline_due_at", "is not", null)
    .$narrowType<{ deadline_due_at: number }>()
    .execute();
  const steps = await database
    .selectFrom("totp_factors")
    .select(["id", "last_step"])
    .where("account_id", "<>", ada.id)
    .execute();
  return {
    wrongCodes: new Map(wrong.map(({ account_id, method, count }) => [`${account_id}/${method}`, count])),
    lockedAccounts: new Set(locked.map(({ id }) => id)),
    dueDeadlines: new Map(due.map(({ id, deadline_due_at }) => [id, deadline_due_at])),
    lastSteps: new Map(steps.map(({ id, last_step }) => [id, last_step])),
  };
}
