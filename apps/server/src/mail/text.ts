import { moment } from "./moment.ts";

/** Values in a `Sentence` are escaped, so they can't add markup or lines. */
export type Text = string | Sentence;

type Value = string | number | { at: number };

interface Sentence {
  words: readonly string[];
  values: readonly Value[];
}

export function say(words: TemplateStringsArray, ...values: Value[]): Sentence {
  return { words, values };
}

/** The mail shows the time in the organisation's time zone. */
export function at(milliseconds: number): Value {
  return { at: milliseconds };
}

export interface Script {
  words: (text: string) => string;
  /** Isolates a right-to-left value, so it can't change the direction of the sentence. */
  rightToLeft: (text: string) => string;
}

export function written(text: Text, script: Script, timeZone: string): string {
  if (typeof text === "string") return script.words(text);
  return text.words
    .flatMap((words, index) => {
      const value = text.values[index];
      return value === undefined
        ? [script.words(words)]
        : [script.words(words), valued(value, script, timeZone)];
    })
    .join("");
}

function valued(value: Value, { words, rightToLeft }: Script, timeZone: string): string {
  if (typeof value === "object") return words(moment(value.at, timeZone));
  const text = tidy(String(value));
  return hasRightToLeft.test(text) ? rightToLeft(words(text)) : words(text);
}

/**
 * Removes control characters, which could add lines. Also breaks up `https://…`, which mail programs would turn
 * into a link.
 */
export function tidy(value: string): string {
  return value
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replaceAll(/(?![\u200C\u200D])\p{Cf}/gu, "")
    .replaceAll("://", ": //")
    .trim();
}

const hasRightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
