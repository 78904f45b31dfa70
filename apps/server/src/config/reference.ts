import type { z } from "zod";
import { fieldsOf, type KeyStore } from "../key-stores/key-store.ts";
import { keyStores } from "../key-stores/list.ts";
import { consoleFields } from "./console-settings.ts";
import { commonKeyStorage } from "./key-storage.ts";
import { ServerSettings } from "./server-settings.ts";
import { type SettingText, settingTexts } from "./setting-texts.ts";

export interface SettingRow {
  name: string;
  means: string;
  default: string;
  who: string;
}

/** The text and default of each setting come from its schema. */
export function settingRows(): SettingRow[] {
  const { SECURE_STORE_KEY_DAYS, ...chosenFirst } = commonKeyStorage;
  return [
    ...rowsOf(chosenFirst),
    ...keyStores.flatMap((store: KeyStore) =>
      fieldsOf(store).map(({ variable, means, schema }) =>
        rowOf(variable, schema, { means, who: whoUses(store) }),
      ),
    ),
    ...rowsOf({ SECURE_STORE_KEY_DAYS }),
    ...rowsOf(ServerSettings.shape),
    ...rowsOf(consoleFields),
    threadsOfNode,
  ];
}

function whoUses({ slotKind, instead, title }: KeyStore): string {
  return `\`SECURE_STORE=${slotKind}\`${instead === undefined ? "" : `, with ${title}`}`;
}

/** Node itself reads this variable. */
const threadsOfNode: SettingRow = {
  name: "UV_THREADPOOL_SIZE",
  means:
    "Node's threads for hashes, files and name lookups: the number of cores plus 2, because password hashes take one for " +
    "each core",
  default: "set by `sallyport serve`; Node alone takes 4",
  who: "optional",
};

function rowsOf(shape: Readonly<Record<string, z.ZodType>>): SettingRow[] {
  return Object.entries(shape).map(([name, schema]) => {
    const text = settingTexts.get(schema);
    if (!text) throw new Error(`${name} has no text: register it in settingTexts.`);
    return rowOf(name, schema, text);
  });
}

function rowOf(name: string, schema: z.ZodType, { means, who, otherwise }: SettingText): SettingRow {
  return { name, means, who, default: otherwise ?? defaultOf(schema) };
}

function defaultOf(schema: z.ZodType): string {
  const { success, data } = schema.safeParse(undefined);
  if (!success) return "must be set";
  return typeof data === "string" || typeof data === "number" ? `\`${data}\`` : "none";
}
