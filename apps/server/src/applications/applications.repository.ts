import { sql } from "kysely";
import { nameKey } from "../core/folded-words.ts";
import type { Queryable } from "../database/database.ts";
import type { ApplicationAddressRow, ApplicationRow, ApplicationSecretRow } from "../database/schema.ts";

export type AddressKind = ApplicationAddressRow["kind"];

export interface Application {
  row: ApplicationRow;
  addresses: Readonly<Record<AddressKind, readonly string[]>>;
  /** The groups whose members can log in, without groups that are being deleted. */
  groups: readonly { id: string; name: string }[];
  /** The newest secret comes first. Expired secrets are in the list, too. */
  secrets: readonly ApplicationSecretRow[];
}

export async function findApplication(database: Queryable, id: string): Promise<Application | undefined> {
  const row = await database.selectFrom("applications").selectAll().where("id", "=", id).executeTakeFirst();
  return row && (await withDetails(database, row));
}

async function withDetails(database: Queryable, row: ApplicationRow): Promise<Application> {
  const addresses = await database
    .selectFrom("application_addresses")
    .select(["kind", "address"])
    .where("application_id", "=", row.id)
    .orderBy("kind")
    .orderBy("address")
    .execute();
  const ofKind = (kind: AddressKind) =>
    addresses.filter((each) => each.kind === kind).map(({ address }) => address);
  const groups = await database
    .selectFrom("application_groups")
    .innerJoin("user_groups", "user_groups.id", "application_groups.group_id")
    .select(["user_groups.id", "user_groups.name"])
    .where("application_id", "=", row.id)
    .where("deleted_at", "is", null)
    .orderBy("name_key")
    .execute();
  const secrets = await database
    .selectFrom("application_secrets")
    .selectAll()
    .where("application_id", "=", row.id)
    .orderBy("created_at", "desc")
    .orderBy("id")
    .execute();
  return {
    row,
    addresses: {
      callback: ofKind("callback"),
      "after-logout": ofKind("after-logout"),
      origin: ofKind("origin"),
    },
    groups,
    secrets,
  };
}

interface ApplicationsPage {
  search: string;
  after?: string | undefined;
  limit: number;
}

export async function findApplications(
  database: Queryable,
  { search, after, limit }: ApplicationsPage,
): Promise<{ rows: ApplicationRow[]; next: string | null }> {
  const part = nameKey(search).replaceAll(/[\\%_]/g, "\\$&");
  const [key, id] = after === undefined ? ["", ""] : placeIn(after);
  const rows = await database
    .selectFrom("applications")
    .selectAll()
    .where((by) => by(by.refTuple("name_key", "id"), ">", by.tuple(key, id)))
    .$if(part !== "", (all) => all.where(sql<boolean>`name_key LIKE ${`%${part}%`} ESCAPE '\\'`))
    .orderBy("name_key")
    .orderBy("id")
    .limit(limit + 1)
    .execute();
  const last = rows[limit - 1];
  return { rows: rows.slice(0, limit), next: rows.length > limit && last ? placeOf(last) : null };
}

function placeOf({ name_key, id }: ApplicationRow): string {
  return `${id} ${name_key}`;
}

function placeIn(place: string): [key: string, id: string] {
  const end = place.indexOf(" ");
  return [place.slice(end + 1), place.slice(0, Math.max(0, end))];
}

/** The applications that a user can open, sorted by name. */
export function applicationsOf(
  database: Queryable,
  account: { id: string; realm: "user" | "administrator" },
): Promise<ApplicationRow[]> {
  if (account.realm !== "user") return Promise.resolve([]);
  return database
    .selectFrom("applications")
    .selectAll()
    .where((by) =>
      by.or([
        by("open_to", "=", "everyone"),
        by(
          "id",
          "in",
          by
            .selectFrom("group_members")
            .innerJoin("user_groups", "user_groups.id", "group_members.group_id")
            .innerJoin("application_groups", "application_groups.group_id", "group_members.group_id")
            .select("application_groups.application_id")
            .where("group_members.account_id", "=", account.id)
            .where("user_groups.deleted_at", "is", null),
        ),
      ]),
    )
    .orderBy("name_key")
    .orderBy("id")
    .execute();
}
