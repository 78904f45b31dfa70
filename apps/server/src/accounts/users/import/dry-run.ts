import { setImmediate as nextTurn } from "node:timers/promises";
import type { Mapping } from "@sallyport/contract/user-import";
import { nameKey } from "../../../core/folded-words.ts";
import type { Queryable } from "../../../database/database.ts";
import type { NewRow } from "../../../jobs/job-rows.repository.ts";
import { importedCosts } from "../../../passwords/imported-costs.repository.ts";
import { costOf, isForeign, mostImportedCosts } from "../../../passwords/rules/hash-cost.ts";
import { emailKey } from "../../accounts.repository.ts";
import { groupsNamed } from "../../groups/groups.repository.ts";
import { freeUsername } from "../propose-username.ts";
import { usernameBase } from "../username-base.ts";
import { takenUsernames } from "../usernames.repository.ts";
import { type Candidate, type FaultyLine, readCandidate } from "./candidate.ts";
import { takenEmails } from "./import.repository.ts";
import type { TableRow } from "./read-table.ts";

const rowsAtOnce = 100;
const longestShown = 60;

interface Line {
  line: number;
  read: Candidate | FaultyLine;
}

/** Checks each line as the import will, and skips the lines that the import would refuse. */
export async function* dryRun(
  database: Queryable,
  rows: readonly TableRow[],
  { mapping, days }: { mapping: Mapping; days: number | null },
): AsyncGenerator<NewRow[]> {
  const lines: Line[] = [];
  for (const batch of inBatches(rows)) {
    lines.push(...batch.map(({ line, cells }) => ({ line, read: readCandidate(cells, mapping, days) })));
    await nextTurn();
  }
  const seen: Seen = {
    emails: new Map(),
    usernames: new Map(),
    numbers: new Map(),
    wanted: new Set(lines.map(({ read }) => ("fault" in read ? null : read.username))),
    costs: new Set(await importedCosts(database)),
  };
  for (const batch of inBatches(lines)) yield await rowsOf(database, batch, seen);
}

interface Seen {
  /** The line numbers of the e-mail addresses and usernames in earlier lines. */
  emails: Map<string, number>;
  usernames: Map<string, number>;
  /**
   * For each `usernameBase`, the first number that might still make a free username. Without this map, each line
   * would try all numbers again.
   */
  numbers: Map<string, number>;
  /** The usernames that the file itself gives to users. */
  wanted: ReadonlySet<string | null>;
  costs: Set<string>;
}

async function rowsOf(database: Queryable, lines: readonly Line[], seen: Seen): Promise<NewRow[]> {
  const candidates = lines.flatMap(({ read }) => ("fault" in read ? [] : [read]));
  const emails = await takenEmails(
    database,
    candidates.map(({ email }) => emailKey(email)),
  );
  const wanted = candidates.flatMap((one) => one.username ?? usernameBase(one) ?? []);
  const usernames = await takenUsernames(database, wanted);
  const groups = await groupsNamed(
    database,
    candidates.flatMap((one) => one.groups.map(nameKey)),
  );
  const rows: NewRow[] = [];
  for (const { line, read } of lines) {
    const skip = (skipped: string) => {
      const label = read.email === "" ? `Line ${line}` : `Line ${line}: ${read.email}`;
      rows.push({ subjectId: null, label, skipped });
    };
    if ("fault" in read) {
      skip(read.fault);
      continue;
    }
    const known = { emails, usernames, groups, seen };
    const reason = whyNot(read, known);
    const username = reason === null ? (read.username ?? (await usernameFor(database, read, known))) : null;
    if (username === null) {
      skip(reason ?? "username-missing");
      continue;
    }
    seen.emails.set(emailKey(read.email), line);
    seen.usernames.set(username, line);
    if (read.hash !== null && isForeign(costOf(read.hash))) seen.costs.add(costOf(read.hash));
    const label = `Line ${line}: ${read.email} (${username})`;
    const ids = read.groups.map((name) => groups.get(nameKey(name)));
    rows.push({ subjectId: null, label, input: { ...read, username, groups: [...new Set(ids)] } });
  }
  return rows;
}

interface Known {
  emails: ReadonlySet<string>;
  usernames: ReadonlySet<string>;
  /** The IDs of the groups by the key of their names. */
  groups: ReadonlyMap<string, string>;
  seen: Seen;
}

function whyNot(candidate: Candidate, { emails, usernames, groups, seen }: Known): string | null {
  const { email, username, hash } = candidate;
  const key = emailKey(email);
  if (emails.has(key)) return "email-taken";
  if (seen.emails.has(key)) return `email-twice:${seen.emails.get(key)}`;
  if (username !== null && usernames.has(username)) return "username-taken";
  if (username !== null && seen.usernames.has(username))
    return `username-twice:${seen.usernames.get(username)}`;
  const unknown = candidate.groups.find((name) => !groups.has(nameKey(name)));
  if (unknown !== undefined) return `group-unknown:${unknown.slice(0, longestShown)}`;
  if (hash === null || !isForeign(costOf(hash)) || seen.costs.has(costOf(hash))) return null;
  return seen.costs.size < mostImportedCosts ? null : "too-many-costs";
}

async function usernameFor(
  database: Queryable,
  candidate: Candidate,
  { usernames, seen }: Known,
): Promise<string | null> {
  const base = usernameBase(candidate);
  const isUsed = (one: string) => seen.usernames.has(one) || seen.wanted.has(one);
  if (base === null || !(usernames.has(base) || isUsed(base))) return base;
  const from = seen.numbers.get(base) ?? 1;
  const username = await freeUsername(database, base, { isUsed, from });
  seen.numbers.set(base, username === null ? Number.POSITIVE_INFINITY : numberOf(username, base) + 1);
  return username;
}

function numberOf(username: string, base: string): number {
  return Number(username.slice(base.length) || 1);
}

function* inBatches<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let first = 0; first < items.length; first += rowsAtOnce) {
    yield items.slice(first, first + rowsAtOnce);
  }
}
