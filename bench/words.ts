import { parseArgs } from "node:util";

export const subjectNames = ["logins", "postgres", "requests", "lists", "start"] as const;
export type SubjectName = (typeof subjectNames)[number];

export class WrongWords extends Error {}

export interface Words {
  subjects: readonly SubjectName[];
  rounds: number;
  seconds: number;
  users: number;
  isOfUsualSize: boolean;
}

const usual = { rounds: 5, seconds: 8, users: 1_000_000 } as const;

const options = {
  rounds: { type: "string" },
  seconds: { type: "string" },
  users: { type: "string" },
} as const;

/** If the words name no subject, all subjects are measured. Throws `WrongWords`. */
export function readWords(words: readonly string[]): Words {
  const { values, positionals } = parsed(words);
  const subjects = positionals.map((word) => {
    const name = subjectNames.find((each) => each === word);
    if (name === undefined)
      throw new WrongWords(`There is no subject ${word}; there are ${subjectNames.join(", ")}.`);
    return name;
  });
  const rounds = wholeNumber("--rounds", values.rounds, usual.rounds, 50);
  const seconds = wholeNumber("--seconds", values.seconds, usual.seconds, 120);
  const users = wholeNumber("--users", values.users, usual.users, 10_000_000, 1000);
  return {
    subjects: subjectNames.filter((name) => subjects.length === 0 || subjects.includes(name)),
    rounds,
    seconds,
    users,
    isOfUsualSize: Object.keys(values).length === 0,
  };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch {
    const known = Object.keys(options).map((name) => `--${name}`);
    throw new WrongWords(`The options of npm run bench are ${known.join(", ")}, each with a number.`);
  }
}

function wholeNumber(
  name: string,
  text: string | undefined,
  unsaid: number,
  most: number,
  least = 1,
): number {
  if (text === undefined) return unsaid;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new WrongWords(`Give ${name} a whole number from ${least} to ${most}, not ${text || "nothing"}.`);
}
