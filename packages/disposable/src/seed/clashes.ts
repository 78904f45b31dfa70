import { clientIdOf } from "./client-id.ts";
import { mistake } from "./mistakes.ts";
import type { ReadSeed } from "./schema.ts";

/** Finds what two places of a seed say differently. */
export function clashesIn(seed: ReadSeed): string[] {
  const { users = [], administrators = [], groups = [], applications = [] } = seed;
  return [
    ...repeated(
      seed,
      "users",
      "username",
      users.map(({ username }) => username),
    ),
    ...repeated(
      seed,
      "users",
      "email",
      users.map(({ email, username }) => email ?? `${username}@example.com`),
    ),
    ...repeated(
      seed,
      "administrators",
      "email",
      administrators.map(({ email }) => email),
    ),
    ...repeated(
      seed,
      "groups",
      "name",
      groups.map(({ name }) => name),
    ),
    ...repeated(
      seed,
      "applications",
      "name",
      applications.map(({ name }) => name),
    ),
    ...repeated(seed, "applications", "clientId", applications.map(clientIdOf)),
    ...applications.flatMap(({ type, clientSecret }, index) =>
      type === "public" && clientSecret !== undefined
        ? [
            mistake(
              ["applications", index, "clientSecret"],
              seed,
              "A public application has no secret: leave it out.",
            ),
          ]
        : [],
    ),
  ];
}

function repeated(seed: ReadSeed, list: keyof ReadSeed, field: string, values: readonly string[]): string[] {
  const folded = values.map((value) => value.toLowerCase());
  return folded.flatMap((value, index) => {
    const first = folded.indexOf(value);
    if (first === index) return [];
    const path = [list, index, field];
    return [
      mistake(path, seed, `${list}[${first}] has the same ${field} (${values[index]}): give each its own.`),
    ];
  });
}
