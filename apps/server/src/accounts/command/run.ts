import type { Clock } from "../../clock.ts";
import { type Report, table } from "../../commands/report.ts";
import { type Database, openDatabaseAsItIs, openExistingDatabase } from "../../database/database.ts";
import { findAdministrators } from "../administrators.ts";
import { canSignIn } from "../rules/last-owner.ts";
import type { AccountsCommand } from "./arguments.ts";
import { recover } from "./recover.ts";

interface Place {
  database: string;
  portalOrigin: string;
}

/** Carries out one command on the database of the settings, whether or not a server runs on it. */
export async function runAccountsCommand(
  command: AccountsCommand,
  { database: path, portalOrigin }: Place,
  clock: Clock,
): Promise<Report> {
  const isOnlyLooking = command.name === "list-owners";
  const database = await (isOnlyLooking ? openDatabaseAsItIs(path) : openExistingDatabase(path));
  try {
    if (command.name === "list-owners") return await listOwners(database);
    const { link, expiresAt } = await recover(database, {
      email: command.email,
      portalOrigin,
      now: clock.now(),
    });
    return {
      data: { email: command.email, link, expiresAt },
      lines: [
        `Password, factors and sessions of ${command.email} are removed. With this link a new password is chosen:`,
        `  ${link}`,
        `It works once, until ${expiresAt}. Set-up of a second factor follows at the login after it.`,
      ],
    };
  } finally {
    await database.destroy();
  }
}

async function listOwners(database: Database): Promise<Report> {
  const owners = (await findAdministrators(database))
    .filter(({ account }) => account.role === "owner")
    .map((owner) => ({
      email: owner.account.email,
      state: owner.account.state,
      canSignIn: canSignIn(owner),
    }));
  const rows = owners.map((owner) => [owner.email, owner.state, owner.canSignIn ? "yes" : "no"]);
  return {
    data: { owners },
    isGood: owners.some((owner) => owner.canSignIn),
    lines: rows.length === 0 ? ["There is no owner."] : table(["e-mail", "state", "can sign in"], rows),
  };
}
