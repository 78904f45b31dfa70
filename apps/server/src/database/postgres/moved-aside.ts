import { ConfigError } from "../../config/config-error.ts";
import { shownPlace } from "../../config/database-place.ts";
import { refuseIfInUse, type SingleConnection } from "./single-connection.ts";

export const asidePrefix = "public_before_";

/** Also true if there are only views or sequences. */
export async function hasTables(connection: SingleConnection): Promise<boolean> {
  const [row] = await connection.rows(
    "select exists (select from pg_class where relnamespace = to_regnamespace('public')) as has",
  );
  return row?.["has"] === "t";
}

export async function moveAside(connection: SingleConnection, address: string, aside: string): Promise<void> {
  const owner = await ownerOfPublic(connection, address);
  await connection.run("begin");
  const tables = await connection.rows(
    "select quote_ident(relname) as name from pg_class where relnamespace = to_regnamespace('public') and relkind = 'r'",
  );
  const names = tables.map(({ name }) => `public.${name}`).join(", ");
  if (names !== "") await connection.run(`lock table ${names} in access exclusive mode`);
  await refuseIfInUse(connection, address);
  await connection.run(`alter schema public rename to ${aside}`);
  await connection.run(`create schema public authorization ${owner}`);
  await connection.run("commit");
}

export async function putBack(connection: SingleConnection, aside: string): Promise<void> {
  const statements = `drop schema public cascade; alter schema ${aside} rename to public`;
  await connection.run(`begin; set local lock_timeout = 0; ${statements}; commit`).catch((cause: unknown) => {
    throw new ConfigError(
      `DATABASE_URL: The restore failed, and so did putting the tables back. They are in the schema ${aside}. Run there: ` +
        `${statements};`,
      { cause },
    );
  });
}

async function ownerOfPublic(connection: SingleConnection, address: string): Promise<string> {
  const [row] = await connection.rows(
    `select quote_ident(pg_get_userbyid(nspowner)) as owner, pg_has_role(nspowner, 'usage') as may, quote_ident(current_user) as me
     from pg_namespace where nspname = 'public'`,
  );
  if (row?.["owner"] && row["may"] === "t") return row["owner"];
  throw new ConfigError(
    `DATABASE_URL: In ${shownPlace(address)} a restore needs a schema public that this user owns. Nothing was changed. Run ` +
      `alter schema public owner to ${row?.["me"] ?? "sallyport"} there first.`,
  );
}
