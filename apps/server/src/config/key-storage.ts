import { join } from "node:path";
import { z } from "zod";
import { isPacked } from "../core/typed-command.ts";
import type { Field } from "../key-stores/key-store.ts";
import { readSetting } from "../key-stores/reading.ts";
import { chosenStore, slotKinds, unwantedVariables } from "../key-stores/variables.ts";
import { isAddress } from "./database-place.ts";
import { settingTexts } from "./setting-texts.ts";

/** git ignores this folder. */
export const defaultDatabase = join(import.meta.dirname, "../../../../.serve/sallyport.db");

export const databaseFields = {
  DATABASE: z.string().min(1, "Name a file.").optional().register(settingTexts, {
    means: "the SQLite file, made readable by the server alone; its folder must exist",
    who: "every server without `DATABASE_URL`",
    otherwise: "must be set; in the repository `.serve/sallyport.db`",
  }),
  DATABASE_URL: z
    .string()
    .refine(isAddress, "Give an address like postgres://user:password@host:5432/database.")
    .refine(
      (text) => !/[?&]target_session_attrs=(?!(?:read-write|primary)(?:&|$))/.test(text),
      "Set target_session_attrs to read-write, or leave it out.",
    )
    .optional()
    .register(settingTexts, {
      means:
        "instead of `DATABASE`: a [Postgres](operations.md#postgres) database, as " +
        "`postgres://user:password@host:5432/database?sslmode=verify-full`; several hosts are separated by commas",
      who: "servers on Postgres",
    }),
  DATABASE_URL_FILE: z.string().optional().register(settingTexts, {
    means: "instead of `DATABASE_URL`: a file that contains it",
    who: "servers on Postgres whose address has a password",
  }),
};

interface DatabaseSettings {
  DATABASE?: string | undefined;
  DATABASE_URL?: string | undefined;
}

export function databaseIn(
  { DATABASE: file, DATABASE_URL: address }: DatabaseSettings,
  refuse: (variable: string, message: string) => void,
): string {
  if (file !== undefined && address !== undefined)
    refuse("DATABASE_URL", "Set either DATABASE or DATABASE_URL, not both.");
  // The next installation of the package would delete a database in the package's folder.
  if (file === undefined && address === undefined && isPacked)
    refuse("DATABASE", "Name a file, like /var/lib/sallyport/sallyport.db, or set DATABASE_URL.");
  return address ?? file ?? defaultDatabase;
}

const lasting = slotKinds.filter((kind) => kind !== "memory").join(", ");

export const commonKeyStorage = {
  ...databaseFields,
  SECURE_STORE: z
    .enum(slotKinds, {
      error: `Name what keeps the key: ${lasting}, or memory for an in-memory database. There is no default.`,
    })
    .register(settingTexts, {
      means:
        `what keeps the key: ${slotKinds.map((kind) => `\`${kind}\``).join(", ")}; memory goes only with ` +
        "`DATABASE=:memory:`. Settings of the other stores are refused",
      who: "every server",
    }),
  SECURE_STORE_KEY_DAYS: z.coerce
    .number({ error: "Give the number of days after which a new key is made, like 365." })
    .int("Give whole days.")
    .min(1, "Give 1 day or more.")
    .max(3650, "Give 3650 days or fewer: a key must have an end.")
    .default(365)
    .register(settingTexts, {
      means: "after how many days the server makes a new key",
      who: "optional",
    }),
};

/**
 * The schema keeps variables that it doesn't list, because `transform` reads the variables of the key stores.
 */
export const KeyStorageSettings = z
  .looseObject(commonKeyStorage)
  .transform(
    (
      { DATABASE, DATABASE_URL, SECURE_STORE: kind, SECURE_STORE_KEY_DAYS: keyLifetimeDays, ...data },
      context,
    ) => {
      const refuse = (variable: string, message: string) =>
        context.addIssue({ code: "custom", path: [variable], message });
      const database = databaseIn({ DATABASE, DATABASE_URL }, refuse);
      const textOf = ({ variable }: Field): string | undefined => {
        const text = data[variable];
        return typeof text === "string" ? text : undefined;
      };
      const store = chosenStore(kind, textOf);
      for (const { variable, sentence } of unwantedVariables(store, textOf)) refuse(variable, sentence);
      if (kind === "memory" && database !== ":memory:")
        refuse("SECURE_STORE", "memory forgets its key at every stop; it goes only with DATABASE=:memory:.");
      if (kind !== "memory" && database === ":memory:")
        refuse("DATABASE", "An in-memory database goes only with SECURE_STORE=memory.");
      const keyStorage = readSetting(store, textOf, ({ variable }, sentence) => refuse(variable, sentence));
      return keyStorage ? { database, keyStorage, keyLifetimeDays } : z.NEVER;
    },
  );
