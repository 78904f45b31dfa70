import { asOneLine } from "@sallyport/contract/characters";
import { mostGroupsOfNewUser } from "@sallyport/contract/groups";
import { Days, Email, PersonName, Username } from "@sallyport/contract/text";
import type { ImportField, Mapping } from "@sallyport/contract/user-import";
import { z } from "@sallyport/contract/zod";
import { type ImportedHash, importedHash } from "../../../passwords/rules/hash-cost.ts";

export const Candidate = z.object({
  name: z.string(),
  email: z.string(),
  username: z.nullable(z.string()),
  days: z.nullable(z.number()),
  /** The names of the groups in the line. The dry run replaces the names by IDs. */
  groups: z.prefault(z.array(z.string()), []),
  hash: z.nullable(z.string()),
});
export type Candidate = z.infer<typeof Candidate>;

/** `job-words.ts` in the contract has a sentence for each fault. */
type LineFault =
  | "formula"
  | "name-invalid"
  | "email-invalid"
  | "username-invalid"
  | "days-invalid"
  | "too-many-groups"
  | Extract<ImportedHash, { refusal: string }>["refusal"];

/** A spreadsheet treats a text as a formula if the text begins with one of these characters. */
const formula = /^'?[=+\-@]/;

export interface FaultyLine {
  fault: LineFault;
  /** The text of the e-mail cell, for the report. */
  email: string;
}

/** `days` applies to lines that have no days of their own. */
export function readCandidate(
  cells: readonly string[],
  mapping: Mapping,
  days: number | null,
): Candidate | FaultyLine {
  const cell = (field: ImportField) => {
    const column = mapping[field];
    return (column === null ? undefined : cells[column])?.trim() ?? "";
  };
  const faulty = (fault: LineFault) => ({ fault, email: asOneLine(cell("email")).slice(0, 100) });
  const given = cell("name");
  const name = given === "" ? `${cell("firstName")} ${cell("lastName")}`.trim() : given;
  if (formula.test(name)) return faulty("formula");
  const read = {
    name: PersonName.safeParse(name),
    email: Email.safeParse(cell("email")),
    username: cell("username") === "" ? null : Username.safeParse(cell("username")),
    days: cell("days") === "" ? null : Days.safeParse(wholeNumber(cell("days"))),
  };
  if (!read.name.success) return faulty("name-invalid");
  if (!read.email.success) return faulty("email-invalid");
  if (read.username?.success === false) return faulty("username-invalid");
  if (read.days?.success === false) return faulty("days-invalid");
  const hash = cell("passwordHash") === "" ? null : importedHash(cell("passwordHash"));
  if (hash && "refusal" in hash) return faulty(hash.refusal);
  const groups = namesIn(cell("groups"));
  if (groups.length > mostGroupsOfNewUser) return faulty("too-many-groups");
  return {
    name: read.name.data,
    email: read.email.data,
    username: read.username?.data ?? null,
    days: read.days?.data ?? days,
    groups,
    hash: hash?.hash ?? null,
  };
}

function namesIn(text: string): string[] {
  const names = text.split(";").map((name) => asOneLine(name).trim());
  return [...new Set(names.filter((name) => name !== ""))];
}

function wholeNumber(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}
