import type { Contents } from "../contents.ts";
import type { SingleConnection } from "./single-connection.ts";

/** @param work gets the name of a snapshot with which other connections read the same data */
export async function contentsWhile(
  connection: SingleConnection,
  work: (snapshot: string) => Promise<void>,
): Promise<Contents> {
  await connection.run("begin isolation level repeatable read read only");
  // `work` can take longer than the server allows for an idle transaction, so this limit is off.
  await connection.run("set local idle_in_transaction_session_timeout = 0");
  const contents = await contentsOf(connection);
  const [row] = await connection.rows("select pg_export_snapshot() as snapshot");
  await work(row?.["snapshot"] ?? "");
  await connection.run("commit");
  return contents;
}

export async function contentsOf(connection: SingleConnection): Promise<Contents> {
  const [accounts] = await connection.rows("select count(*) as count from accounts");
  const [events] = await connection.rows("select count(*) as count, max(at) as last from audit_events");
  const slots = await connection.rows("select distinct id, kind from key_slots order by id");
  const last = events?.["last"] ?? null;
  return {
    accounts: Number(accounts?.["count"]),
    events: Number(events?.["count"]),
    lastEventAt: last === null ? null : Number(last),
    slots: slots.map(({ id, kind }) => ({ id: id ?? "", kind: kind ?? "" })),
  };
}
