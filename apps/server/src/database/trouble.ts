/**
 * What to tell a person when SQLite fails because of the machine, for example because the disk is full. The keys are
 * the first parts of SQLite's error codes (sqlite.org/rescode.html).
 */
const troubles = {
  SQLITE_FULL: "The disk that holds the database is full. Make room, then try again.",
  SQLITE_IOERR: "The disk that holds the database can't be read or written.",
  SQLITE_READONLY: "The database can't be written: its file or folder is read-only, or was moved away.",
  SQLITE_CANTOPEN:
    "The database, or a file beside it, can't be opened. Its folder must be there and writable.",
  SQLITE_BUSY: "Another process has kept the database locked. Try again.",
  SQLITE_LOCKED: "Another part of this process has kept the database locked. Try again.",
} as const;

/** Whether another process holds the lock of the database, so that a later try may succeed. */
export function isLocked(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
}

/** The sentence for this error, or for its cause; null for other errors. */
export function databaseTrouble(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const code = "code" in error ? String(error.code) : "";
  const known = Object.entries(troubles).find(([name]) => code === name || code.startsWith(`${name}_`));
  return known ? `${known[1]} (${code})` : databaseTrouble(error.cause);
}
