import { parseArgs } from "node:util";
import { runModel } from "./run.ts";
import { realms } from "./town.ts";

process.umask(0o077);
const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "5" },
    seed: { type: "string" },
    path: { type: "string" },
  },
});
const first = values.seed === undefined ? Math.trunc(Math.random() * 2 ** 30) : Number(values.seed);
const { path } = values;
const until = path === undefined ? performance.now() + Number(values.minutes) * 60_000 : 0;
const reached = new Map<string, number>();

const waysOfEach = [
  ...["signed-in", "second-factor", "set-up"].map((standing) => `right password: ${standing}`),
  ...["totp", "totp-set-up", "recovery-code", "passkey", "passkey alone"].map((way) => `${way}: accepted`),
  ...["second-factor", "set-up"].map((standing) => `knocked at every door: ${standing}`),
  "links to set-up opened",
  "passwords reset by mail",
  "changes under My security",
  "looked at: signed in",
];
const ways = [
  ...realms.flatMap((realm) => waysOfEach.map((way) => `${realm}: ${way}`)),
  "user: right password: locked",
  "tokens tried in the other realm",
];

let seed = first;
do {
  const found = await runModel({ seed, sequences: 4, ...(path === undefined ? {} : { path }) });
  for (const [what, times] of found) reached.set(what, (reached.get(what) ?? 0) + times);
  seed++;
} while (performance.now() < until);

for (const [what, times] of [...reached].toSorted(([one], [other]) => one.localeCompare(other))) {
  console.log(`${times}\t${what}`);
}
console.log(`Seeds ${first} to ${seed - 1}: what must always hold held.`);
const missed = path === undefined ? ways.filter((way) => !reached.has(way)) : [];
if (missed.length > 0) {
  console.log(`Never reached: ${missed.join(", ")}. Run it for longer, or find out why it is never reached.`);
  process.exitCode = 1;
}
