import { devNull } from "node:os";
import type { Contents } from "../database/contents.ts";
import { contentsWhile } from "../database/postgres/contents.ts";
import { requireKnownTables } from "../database/postgres/open-postgres.ts";
import { SingleConnection } from "../database/postgres/single-connection.ts";
import { PostgresPrograms } from "./postgres-programs.ts";

export async function backUpPostgres(
  address: string,
  partial: string,
  programs: PostgresPrograms,
): Promise<Contents> {
  await requireKnownTables(address);
  await using connection = await SingleConnection.open(address);
  const contents = await contentsWhile(connection, async (snapshot) => {
    const what = ["--format=custom", "--schema=public", "--no-owner", "--no-privileges"];
    await programs.run("pg_dump", [...what, `--snapshot=${snapshot}`, `--file=${partial}`], address);
  });
  await programs.run("pg_restore", [`--file=${devNull}`, partial]);
  return contents;
}
