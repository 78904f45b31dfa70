/** The names that a transaction locks on Postgres. SQLite always locks the whole database (record 0042). */
export type Scope =
  /** While this transaction runs, only read-only transactions can run. */
  | "everything"
  /** Transactions with a common name never run at the same time. */
  | readonly ScopeName[];

export type ScopeName =
  | `${"account" | "browser" | "device" | "mailbox" | "network"} ${string}`
  | "activity chain";
