import type { Queryable } from "../../database/database.ts";
import { currentCall } from "../call.ts";
import type { Trial } from "../trial.ts";
import { findApplicationSession } from "./application-sessions.repository.ts";

/** Finds the login that a code or token belongs to. */
export async function findLogin(database: Queryable, id: string): Promise<Trial["login"]> {
  const { trial } = currentCall();
  if (!trial) return findApplicationSession(database, id);
  return trial.login?.id === id ? trial.login : undefined;
}
