import { type Report, table } from "../../commands/report.ts";
import type { Clock } from "../../core/clock.ts";
import { type Database, openDatabaseAsItIs, openExistingDatabase } from "../../database/database.ts";
import { findAdministrators } from "../administrators/administrators.repository.ts";
import { canSignIn } from "../administrators/rules/last-owner.ts";
import { acceptCodes } from "./accept-codes.ts";
import type { AccountsCommand } from "./arguments.ts";
import { recover } from "./recover.ts";

interface Place {
  database: string;
  portalOrigin: string;
}

export async function runAccountsCommand(
  command: AccountsCommand,
  { database: path, portalOrigin }: Place,
  clock: Clock,
): Promise<Report> {
  const isOnlyLooking = command.name === "list-owners";
  const database = await (isOnlyLooking ? openDatabaseAsItIs(path) : openExistingDatabase(path));
  try {
    switch (command.name) {
      case "list-owners":
        return await listOwners(database, clock.now());
      case "recover":
        return await recoverAdministrator(database, { email: command.email, portalOrigin, now: clock.now() });
      case "accept-codes":
        return await acceptCodesOf(database, { email: command.email, now: clock.now() });
    }
  } finally {
    await database.destroy();
  }
}

async function recoverAdministrator(
  database: Database,
  given: Parameters<typeof recover>[1],
): Promise<Report> {
  const { email } = given;
  const { link, expiresAt } = await recover(database, given);
  return {
    data: { email, link, expiresAt },
    lines: [
      `The password, factors and sessions of ${email} were removed. Use this link to choose a new password:`,
      `  ${link}`,
      `It works once, until ${expiresAt}. The next login then starts the set-up of a second factor.`,
    ],
  };
}

async function acceptCodesOf(database: Database, given: { email: string; now: number }): Promise<Report> {
  const { email } = given;
  const usedUntil = await acceptCodes(database, given);
  return {
    data: { email, usedUntil },
    lines: [
      usedUntil === null
        ? `Nothing to do: no codes of ${email} count as used ahead of time.`
        : `Codes of ${email} work again, starting with the next code. They had counted as used until ${usedUntil}.`,
    ],
  };
}

async function listOwners(database: Database, now: number): Promise<Report> {
  const owners = (await findAdministrators(database))
    .filter(({ account }) => account.role === "owner")
    .map((owner) => ({
      email: owner.account.email,
      state: owner.account.state,
      canSignIn: canSignIn(owner, now),
    }));
  const rows = owners.map((owner) => [owner.email, owner.state, owner.canSignIn ? "yes" : "no"]);
  return {
    data: { owners },
    isGood: owners.some((owner) => owner.canSignIn),
    lines: rows.length === 0 ? ["No owners found."] : table(["e-mail", "state", "can log in"], rows),
  };
}
