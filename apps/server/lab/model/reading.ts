import type { Town } from "./town.ts";

/** Values in the database that only certain actions may decrease or reset. */
export interface Reading {
  wrongCodes: Map<string, number>;
  lockedAccounts: Set<string>;
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
  const steps = await database
    .selectFrom("totp_factors")
    .select(["id", "last_step"])
    .where("account_id", "<>", ada.id)
    .execute();
  return {
    wrongCodes: new Map(wrong.map(({ account_id, method, count }) => [`${account_id}/${method}`, count])),
    lockedAccounts: new Set(locked.map(({ id }) => id)),
    lastSteps: new Map(steps.map(({ id, last_step }) => [id, last_step])),
  };
}
