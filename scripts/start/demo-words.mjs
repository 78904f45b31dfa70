import { Trouble } from "../setup/trouble.mjs";

const most = 1_000_000;

/**
 * @param {readonly string[]} words
 * @returns {{ users: number | null, rest: string[] }} `rest`: the other words, which are for `npm start`
 */
export function readDemoWords(words) {
  const place = words.indexOf("--users");
  if (place < 0) return { users: null, rest: [...words] };
  const text = words[place + 1] ?? "";
  const users = Number(text);
  if (!/^\d+$/.test(text) || users < 1 || users > most)
    throw new Trouble(`Give --users a whole number from 1 to ${most}, not "${text}".`);
  return { users, rest: [...words.slice(0, place), ...words.slice(place + 2)] };
}
