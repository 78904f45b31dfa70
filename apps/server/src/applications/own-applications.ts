import type { Reply } from "@sallyport/contract/endpoint";
import type { listOwnApplications as contract } from "@sallyport/contract/own-applications";
import type { Actor, SessionAccount } from "../accounts/parts.ts";
import type { Database } from "../database/database.ts";
import { applicationsOf } from "./applications.repository.ts";

/** Leaves out applications without a launch address, because a tile couldn't open them. */
export async function listOwnApplications(
  { database }: { database: Database },
  { caller: { account } }: Actor<SessionAccount>,
): Promise<Reply<typeof contract>> {
  const rows = await applicationsOf(database, account);
  return {
    applications: rows.flatMap(({ id, name, template, launch_address: address }) =>
      address === null ? [] : [{ id, name, template, address }],
    ),
  };
}
