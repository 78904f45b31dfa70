/** SQLite always locks the whole database. Postgres locks only these names (record 0042). */
export type Scope =
  /** Only read-only transactions may run at the same time. */
  | "everything"
  /** Transactions with a common name must not run at the same time. */
  | readonly ScopeName[];

export type ScopeName =
  | `${"account" | "browser" | "device" | "mailbox" | "network"} ${string}`
  | "activity chain";
