import type { Queryable } from "../../database/database.ts";
import type { Actor } from "../parts.ts";
import { nthUsername, usernameBase } from "./username-base.ts";
import { takenUsernames } from "./usernames.repository.ts";

const triedAtOnce = 20;
const mostTried = 2000;

interface Named {
  name: string;
  email: string;
}

/**
 * Returns null if there is no free username to propose. Another administrator can take the proposed username
 * before it is used.
 */
export async function proposeUsername(
  { database }: { database: Queryable },
  _actor: Actor,
  named: Named,
): Promise<{ username: string | null }> {
  const base = usernameBase(named);
  return { username: base && (await freeUsername(database, base)) };
}

export async function freeUsername(
  database: Queryable,
  base: string,
  { isUsed = () => false, from = 1 }: { isUsed?: (username: string) => boolean; from?: number } = {},
): Promise<string | null> {
  for (let first = from; first <= mostTried; first += triedAtOnce) {
    const tried = Array.from({ length: triedAtOnce }, (_, n) => nthUsername(base, first + n));
    const taken = await takenUsernames(database, tried);
    const free = tried.find((username) => !taken.has(username) && !isUsed(username));
    if (free !== undefined) return free;
  }
  return null;
}
