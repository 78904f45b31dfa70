import { rename, rm } from "node:fs/promises";
import { pino } from "pino";
import { simulateApp } from "../../../lab/simulation/simulated-app.ts";
import { beginRecord, EventShipping } from "../../activity/shipping.ts";
import type { Config } from "../../config/config.ts";
import { isNewDatabase } from "../../database/database.ts";
import { openSecureStore } from "../../key-stores/open.ts";
import { addWritten, newPassword, prepareDemoAccounts } from "../demo-accounts.ts";
import { Dice } from "./dice.ts";
import { demoPeople, type State } from "./people.ts";
import { beginOf, mostLives, populate } from "./populate.ts";

type Wanted = Pick<Config, "database" | "keyStorage"> & {
  accountsFile: string;
  count: number;
};

const seed = 1;
/** `npm run demo` shows these lines. */
const say = (line: string) => console.log(`Preparing the demo: ${line}`);
const printed: readonly State[] = ["active", "due-this-week"];

/** Writes a new file, which gets its final name only when it is complete. */
export async function prepareDemo({ database, keyStorage, accountsFile, count }: Wanted): Promise<void> {
  if (!(await isNewDatabase(database))) return;
  const file = `${database}.new`;
  for (const end of ["", "-wal", "-shm"]) await rm(`${file}${end}`, { force: true });
  const now = Date.now();
  const password = newPassword();
  {
    await using store = await openSecureStore(keyStorage);
    await using world = await simulateApp(null, { kept: { file, store } });
    await beginRecord(world.parts.database, world.keys);
    world.clock.turnTo(beginOf(now));
    await prepareDemoAccounts(world.parts, accountsFile);
    await populate(world, { count, seed, now, password, say });
    await new EventShipping(world.keys, pino({ level: "silent" })).ship(world.parts.database);
  }
  const people = demoPeople(Math.min(count, mostLives), new Dice(seed));
  const shown = printed.flatMap((state) => people.find((person) => person.state === state) ?? []);
  await addWritten(
    accountsFile,
    shown.map(({ username }) => ({ realm: "user", login: username, password })),
  );
  await rename(file, database);
}
