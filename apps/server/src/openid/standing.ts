import { type Application, findApplication } from "../applications/applications.repository.ts";
import { mayOpen } from "../applications/rules/access.ts";
import { neededLevel } from "../applications/rules/assurance.ts";
import type { Queryable } from "../database/database.ts";
import { groupsOfAccount } from "./groups-of-account.repository.ts";
import { wantsMfa } from "./rules/assurance.ts";
import type { Asked } from "./rules/needs.ts";
import { accountInHint, mostAgeMsIn, type Parameters, promptsIn } from "./rules/parameters.ts";

interface AccountOfRealm {
  id: string;
  realm: "user" | "administrator";
}

export async function isOpenTo(
  database: Queryable,
  { row, groups }: Application,
  account: AccountOfRealm,
): Promise<boolean> {
  const admission = { openTo: row.open_to, groups: groups.map(({ id }) => id) };
  const own = row.open_to === "groups" ? await groupsOfAccount(database, account.id) : [];
  return mayOpen(admission, { realm: account.realm, groups: own.map(({ id }) => id) });
}

interface Request {
  parameters: Parameters;
  startedAt: number;
  /** True if the user has pressed “Continue”. */
  isConfirmed: boolean;
}

/** Returns null if the application was removed. */
export async function askedOf(
  database: Queryable,
  { parameters, startedAt, isConfirmed }: Request,
  account: AccountOfRealm | null,
): Promise<{ asked: Asked; application: Application } | null> {
  const application = await findApplication(database, parameters.client_id ?? "");
  if (!application) return null;
  const prompts = promptsIn(parameters);
  const asksAgain = prompts.has("consent") || prompts.has("select_account");
  const asked = {
    startedAt,
    level: neededLevel(
      { secondFactor: application.row.second_factor },
      { wantsMfa: wantsMfa(parameters.acr_values) },
    ),
    isOpenToUser: account !== null && (await isOpenTo(database, application, account)),
    accountId: accountInHint(parameters),
    wantsNewProof: prompts.has("login"),
    mostAgeMs: mostAgeMsIn(parameters),
    wantsConfirmation: asksAgain && !isConfirmed,
  };
  return { asked, application };
}
