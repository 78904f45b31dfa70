import { endpoint } from "./endpoint.ts";
import { AccountId, Days, noNul } from "./text.ts";
import { z } from "./zod.ts";

export const mostImported = 10_000;
export const mostImportedBytes = 5 * 1024 * 1024;

export const importFields = [
  "name",
  "firstName",
  "lastName",
  "email",
  "username",
  "days",
  "groups",
  "passwordHash",
] as const;
export type ImportField = (typeof importFields)[number];

const Column = z.nullable(z.int().check(z.minimum(0), z.maximum(99)));

/** The index of each field's column, from 0. Null if the file doesn't have the field. */
export const Mapping = z.object({
  name: Column,
  firstName: Column,
  lastName: Column,
  email: Column,
  username: Column,
  days: Column,
  groups: Column,
  passwordHash: Column,
});
export type Mapping = z.infer<typeof Mapping>;

const base64Length = (bytes: number) => Math.ceil(bytes / 3) * 4;
const File = z.string().check(z.maxLength(base64Length(mostImportedBytes)));
/** The size of the file, plus some room for the other fields. */
const mostBytes = base64Length(mostImportedBytes) + 16 * 1024;

export const inspectImport = endpoint({
  method: "POST",
  path: "/api/admin/user-imports/inspection",
  summary: "Read the columns of a CSV file, and propose what they are",
  asks: "administrator",
  atLeast: "administrator",
  mostBytes,
  /** Base64. */
  body: z.object({ file: File }),
  reply: z.object({
    encoding: z.string(),
    delimiter: z.string(),
    columns: z.array(z.string()),
    samples: z.array(z.array(z.string())),
    rows: z.int(),
    mapping: Mapping,
  }),
});
export type ImportInspection = z.infer<typeof inspectImport.reply>;

/** Returns a job that waits for its confirmation. The rows of the job are the report. */
export const draftImport = endpoint({
  method: "POST",
  path: "/api/admin/user-imports",
  summary: "Check each line of a CSV file, and prepare the import of users",
  asks: "administrator",
  atLeast: "administrator",
  mostBytes,
  body: z.object({
    file: File,
    fileName: z.string().check(noNul, z.minLength(1), z.maxLength(255)),
    mapping: Mapping.check(
      z.refine(({ email }) => email !== null, {
        error: "Choose the column with the e-mail addresses.",
        path: ["email"],
      }),
      z.refine(({ name, firstName, lastName }) => (name ?? firstName ?? lastName) !== null, {
        error: "Choose the column with the names.",
        path: ["name"],
      }),
    ),
    /**
     * How many days users have for the set-up if their line gives no number. Null if these users need no MFA.
     */
    days: z.nullable(Days),
  }),
  reply: z.object({ id: AccountId }),
});
