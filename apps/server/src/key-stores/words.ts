import { type Field, fieldsOf, type KeyStore } from "./key-store.ts";
import { type KeyStorage, keyStores } from "./list.ts";
import { readSetting } from "./reading.ts";

export const storeOptions: Readonly<Record<string, { type: "string" }>> = Object.fromEntries(
  keyStores.flatMap((store) => fieldsOf(store).map(({ word }) => [word, { type: "string" }])),
);

export function wordsOf(store: KeyStore): string {
  const [first = "", ...others] = fieldsOf(store).map(({ word, placeholder }) => `--${word} ${placeholder}`);
  return [first, ...others.map((words) => `[${words}]`)].join(" ");
}

export const storeUsage = keyStores
  .map((store) => wordsOf(store))
  .filter((words) => words !== "")
  .join(" | ");

/** Throws TypeError, like `parseArgs`. */
export function storesIn(values: Readonly<Record<string, unknown>>): KeyStorage[] {
  const textOf = ({ word }: Field): string | undefined => {
    const text = values[word];
    return typeof text === "string" ? text : undefined;
  };
  return keyStores.flatMap((store) => {
    const [first, ...others] = fieldsOf(store);
    if (!first) return [];
    if (textOf(first) === undefined) {
      const alone = others.find((field) => textOf(field) !== undefined);
      if (alone) throw new TypeError(`--${alone.word} goes with --${first.word}.`);
      return [];
    }
    const setting = readSetting(store, textOf, ({ word }, sentence) => {
      throw new TypeError(`--${word}: ${sentence}`);
    });
    return setting ? [setting] : [];
  });
}
