export type Word = string | { person: Part; form: "name" | "possessive" } | { at: string };
export type Part = "actor" | "subject";

export interface Told {
  /** False if the actor is unknown, or if a command or the server acted. */
  hasActor: boolean;
  /** False if the event is about the actor's own account. */
  hasSubject: boolean;
  outcome: "success" | "failure";
  detail: string;
}

export const actor: Word = { person: "actor", form: "name" };
export const subject: Word = { person: "subject", form: "name" };

export function whose({ hasSubject }: Told): Word {
  return { person: hasSubject ? "subject" : "actor", form: "possessive" };
}

export function whom({ hasSubject }: Told): Word {
  return hasSubject ? subject : actor;
}

export function say(texts: TemplateStringsArray, ...words: (Word | readonly Word[])[]): Word[] {
  return texts.flatMap((text, n) => [text, ...[words[n] ?? []].flat()]).filter((word) => word !== "");
}

const isoInstant = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/;

export function withTimes(text: string): Word[] {
  return text
    .split(new RegExp(`(${isoInstant.source})`))
    .filter((part) => part !== "")
    .map((part) => (isoInstant.test(part) ? { at: part } : part));
}

export function withNames(
  words: readonly Word[],
  nameOf: (person: Part, form: "name" | "possessive") => string | { pronoun: string },
): (string | { at: string })[] {
  return words.map((word, place) => {
    if (typeof word === "string" || "at" in word) return word;
    const name = nameOf(word.person, word.form);
    if (typeof name === "string") return name;
    return place === 0 ? name.pronoun.slice(0, 1).toUpperCase() + name.pronoun.slice(1) : name.pronoun;
  });
}

export function nameIn(person: { name: string } | null, form: "name" | "possessive") {
  const suffix = form === "possessive" ? "'s" : "";
  return person === null ? { pronoun: `someone${suffix}` } : `${person.name}${suffix}`;
}

export function inDetail({ detail }: Told, pattern: RegExp): string | null {
  return pattern.exec(detail)?.[1] ?? null;
}
