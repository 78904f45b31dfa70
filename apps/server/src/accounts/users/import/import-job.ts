import { z } from "@sallyport/contract/zod";
import type { Queryable } from "../../../database/database.ts";
import { importedCosts, insertImportedCost } from "../../../passwords/imported-costs.repository.ts";
import { asTyped } from "../../../passwords/passwords.ts";
import { costOf, type HashCost, isForeign, mostImportedCosts } from "../../../passwords/rules/hash-cost.ts";
import type { AdministratorJob } from "../../bulk/administrator-job.ts";
import { findGroupIfAny } from "../../groups/groups.repository.ts";
import { insertUser } from "../add-user.ts";
import { Candidate } from "./candidate.ts";

/** Stored jobs contain this name, so it never changes. */
export const importJobName = "user-import";

const Input = z.object({ fileName: z.string() });

export const importJob: AdministratorJob = {
  name: importJobName,
  title: (input) => `Import users from ${Input.parse(input).fileName}`,
  atLeast: () => "administrator",
  isFinal: () => false,
  carryOut: async (parts, { tx, actor, now }, { row }) => {
    const { hash, username, days, ...person } = Candidate.parse(JSON.parse(row.input ?? "null"));
    for (const group of person.groups) {
      if (!(await findGroupIfAny(tx, group))) return { result: "skipped", reason: "group-deleted" };
    }
    if (hash !== null && !(await hasRoomFor(tx, costOf(hash)))) {
      return { result: "skipped", reason: "too-many-costs" };
    }
    await insertUser(
      parts,
      { tx, actor, now },
      {
        ...person,
        username: username ?? "",
        ...(days === null ? {} : { mfa: { isRequired: true, days } }),
        ...(hash === null ? {} : { passwordHash: asTyped(hash) }),
        isInvitationCounted: false,
        origin: hash === null ? "imported" : "imported with a password hash",
      },
    );
    return { result: "done" };
  },
};

/** Checks the cost again and stores it. Another import could have stored other costs since the dry run. */
async function hasRoomFor(tx: Queryable, cost: HashCost): Promise<boolean> {
  if (!isForeign(cost)) return true;
  const costs = await importedCosts(tx);
  if (!costs.includes(cost) && costs.length >= mostImportedCosts) return false;
  await insertImportedCost(tx, cost);
  return true;
}
