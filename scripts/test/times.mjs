import { Trouble } from "../setup/trouble.mjs";

/**
 * @param {readonly string[]} given
 * @returns {{ times: number, words: string[] }}
 */
export function timesIn(given) {
  const end = given.includes("--") ? given.indexOf("--") : given.length;
  const [option, number = "", ...rest] = given.slice(0, end);
  const times = option === undefined ? 1 : Number(number);
  const isKnown = option === undefined || (option === "--times" && number !== "" && rest.length === 0);
  if (!isKnown || !Number.isInteger(times) || times < 1) {
    throw new Trouble("npm run stories knows: npm run stories -- --times 10 -- words for Playwright");
  }
  return { times, words: given.slice(end + 1) };
}
