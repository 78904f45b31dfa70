import { type Field, fieldsOf, type KeyStore } from "./key-store.ts";
import { type KeyStorage, keyStores } from "./list.ts";
import { readSetting } from "./reading.ts";

/** The words of a command line that name stores, for `parseArgs`. */
export const storeOptions: Readonly<Record<string, { type: "string" }>> = Object.fromEntries(
  keyStores.flatMap((store) => fieldsOf(store).map(({ word }) => [word, { type: "string" }])),
);

/** As in `--tcti TCTI [--pcrs SELECTION]`. */
export function wordsOf(store: KeyStore): string {
  const [first = "", ...others] = fieldsOf(store).map(({ word, placeholder }) => `--${word} ${placeholder}`);
  return [first, ...others.map((words) => `[${words}]`)].join(" ");
}

/** All stores that can be named, as usage texts list them. */
export const storeUsage = keyStores
  .map((store) => wordsOf(store))
  .filter((words) => words !== "")
  .join(" | ");

/**
 * The stores that these words name.
 * @throws TypeError with a sentence, as `parseArgs` does: a value can't be read, or a word lacks the one that it goes with
 */
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
