/**
 * What is reserved for a transaction until its end. SQLite gives every transaction the whole database. Postgres locks
 * only what is named here, so that transactions of several accounts and processes run at once (record 0042).
 */
export type Scope =
  /** No other transaction runs at the same time, except read-only ones. */
  | "everything"
  /** No other transaction with one of these names runs at the same time. */
  | readonly ScopeName[];

/** The prefix says what the rest of the name identifies. */
export type ScopeName =
  | `${"account" | "browser" | "device" | "mailbox" | "network"} ${string}`
  | "activity chain";
