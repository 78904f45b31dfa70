/**
 * What a transaction reserves until its end. SQLite always reserves the whole database. Postgres locks only these
 * names, so that transactions of several accounts and processes run at once (record 0042).
 */
export type Scope =
  /** No other transaction runs at the same time, except read-only ones. */
  | "everything"
  /** No other transaction with one of these names runs at the same time. */
  | readonly ScopeName[];

export type ScopeName =
  | `${"account" | "browser" | "device" | "mailbox" | "network"} ${string}`
  | "activity chain";
