import type { z } from "zod";

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

const longestSeen = 60;
const secretFields = new Set<PropertyKey>(["password", "clientSecret", "totp"]);

/** One line for each mistake: where it is, what is there, and what to write instead. */
export function mistakesIn(issues: readonly Issue[], data: unknown): string[] {
  return issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys")
      return issue.keys.map(
        (key) => `${shown([...issue.path, key])} isn't known: check its spelling, or leave it out.`,
      );
    return [mistake(issue.path, data, issue.message)];
  });
}

export function mistake(path: Path, data: unknown, advice: string): string {
  const seen = valueAt(data, path);
  if (seen === undefined) return `${shown(path)} is missing. ${advice}`;
  return `${shown(path)} is ${brief(path.at(-1), seen)}. ${advice}`;
}

/** Says what to write in the seed. Used if the schema has no message for this mistake. */
export function adviceFor(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === "invalid_type")
    return whatTypes[issue.expected] ?? `Give a value of the type ${issue.expected}.`;
  if (issue.code !== "invalid_value") return undefined;
  return `Choose one of ${issue.values.map((value) => JSON.stringify(value)).join(", ")}.`;
}

const whatTypes: Readonly<Record<string, string>> = {
  string: 'Give a text, like "ada".',
  boolean: "Give true or false.",
  array: "Give a list, like [ … ].",
  object: "Give an object, like { … }.",
  int: "Give a whole number.",
  number: "Give a number.",
};

function shown(path: Path): string {
  const text = path.map((each) => (typeof each === "number" ? `[${each}]` : `.${String(each)}`)).join("");
  return text.replace(/^\./, "") || "The whole file";
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, key)
        ? Reflect.get(value, key)
        : undefined,
    data,
  );
}

/** Logs of tests are often public, so a secret's value isn't shown. */
function brief(field: PropertyKey | undefined, seen: unknown): string {
  if (typeof seen === "string" && field !== undefined && secretFields.has(field))
    return `a text of ${seen.length} characters`;
  const text = JSON.stringify(seen) ?? String(seen);
  return text.length > longestSeen ? `${text.slice(0, longestSeen)}…` : text;
}
