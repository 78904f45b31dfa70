import { type Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { ConfigError } from "../config/config-error.ts";
import { isPostgres, shownPlace } from "../config/database-place.ts";
import { migrations, migrationsOfPostgres } from "./migrations.ts";
import type { Schema } from "./schema.ts";

const known: ReadonlySet<string> = new Set([
  ...Object.keys(migrations),
  ...Object.keys(migrationsOfPostgres),
]);

export function unknownMigrations(names: readonly string[]): string[] {
  return names.filter((name) => !known.has(name));
}

export function newerSentence(place: string, unknown: readonly string[]): string {
  return (
    `${shownPlace(place)} was made by a newer version of Sallyport: this version doesn't know ${unknown.join(", ")}. ` +
    "Nothing was changed. Use that version or a later one, or restore a backup that this version made."
  );
}

/** An older program could misread the tables of a newer version. */
export function refuseNewer(place: string, names: readonly string[]): void {
  const unknown = unknownMigrations(names);
  if (unknown.length > 0) throw new ConfigError(`${settingOf(place)}: ${newerSentence(place, unknown)}`);
}

/** If several processes start at the same time, only one migrates, and the others wait. */
export async function migrate(database: Kysely<Schema>, place: string): Promise<void> {
  const { error } = await migratorOf(database, place).migrateToLatest();
  if (error) throw new Error("The database could not be brought up to date.", { cause: error });
}

export function refuseOlder(place: string, names: readonly string[]): void {
  const all = isPostgres(place) ? migrationsOfPostgres : migrations;
  if (Object.keys(all).every((name) => names.includes(name))) return;
  throw new ConfigError(
    `${settingOf(place)}: The tables of ${shownPlace(place)} are older than this program. Start the server of this ` +
      "version on it first, or ask with the version that runs there.",
  );
}

function settingOf(place: string): string {
  return isPostgres(place) ? "DATABASE_URL" : "DATABASE";
}

function migratorOf(database: Kysely<Schema>, place: string): Migrator {
  const all = isPostgres(place) ? migrationsOfPostgres : migrations;
  return new Migrator({ db: database, provider: { getMigrations: () => Promise.resolve(all) } });
}
