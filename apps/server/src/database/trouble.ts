/**
 * The keys are the first characters of SQLite's error codes (sqlite.org/rescode.html) and of Postgres's
 * SQLSTATEs (postgresql.org/docs/15/errcodes-appendix.html).
 */
const troubles = {
  SQLITE_FULL: "The disk that holds the database is full. Make room, then try again.",
  SQLITE_IOERR: "The disk that holds the database can't be read or written.",
  SQLITE_READONLY: "The database can't be written: its file or folder is read-only, or was moved away.",
  SQLITE_CANTOPEN:
    "The database, or a file beside it, can't be opened. Its folder must be there and writable.",
  SQLITE_BUSY: "Another process has kept the database locked. Try again.",
  SQLITE_LOCKED: "Another part of this process has kept the database locked. Try again.",
  CONNECTION_LOST: "The Postgres server can't be reached, or it closed the connection. Try again.",
  "08": "The connection to the Postgres server failed. Try again.",
  "25006": "The Postgres server only allows reading: it is a standby, or was made read-only.",
  "53100": "The disk of the Postgres server is full. Make room, then try again.",
  "53": "The Postgres server has run out of connections, memory or disk space. Try again later.",
  "55P03": "Another transaction has kept the rows locked. Try again.",
  "57014": "The Postgres server took too long and gave up. Try again.",
  "57P": "The Postgres server is stopping or starting. Try again.",
  "58": "The Postgres server can't read or write its files.",
  "40": "Other transactions got in the way several times. Try again.",
  XX001: "A table of the Postgres database is damaged.",
  XX002: "An index of the Postgres database is damaged.",
} as const;

const passing = ["SQLITE_BUSY", "CONNECTION_LOST", "08", "53300", "55P03", "57", "40"];

/** True if a later try can succeed, for example after a lock is released or the server is back. */
export function mayPass(error: unknown): boolean {
  const code = codeOf(error);
  return code !== null && passing.some((begin) => code.startsWith(begin));
}

export function isLocked(error: unknown): boolean {
  return codeOf(error)?.startsWith("SQLITE_BUSY") ?? false;
}

export function databaseTrouble(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const code = codeOf(error);
  const known = code === null ? undefined : sentenceFor(code);
  return known ? `${known} (${code})` : databaseTrouble(error.cause);
}

function sentenceFor(code: string): string | undefined {
  if (!/^(?:SQLITE_[A-Z_]+|CONNECTION_LOST|[0-9A-Z]{5})$/.test(code)) return undefined;
  // A code of SQLite can have a suffix, such as SQLITE_IOERR_FSYNC.
  const isOf = (begin: string) =>
    code.startsWith("SQLITE_") ? `${code}_`.startsWith(`${begin}_`) : code.startsWith(begin);
  const begins = Object.keys(troubles).filter(isOf) as (keyof typeof troubles)[];
  const [closest] = begins.toSorted((one, other) => other.length - one.length);
  return closest && troubles[closest];
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && "code" in error ? String(error.code) : null;
}
