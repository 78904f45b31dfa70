import { join } from "node:path";
import { initKeyring, openKeyring } from "../src/open-keyring.ts";
import type { KeySlot } from "../src/secure-store.ts";
import { type Swtpm, startSwtpm } from "../src/tpm/swtpm.ts";
import { createTpmStore } from "../src/tpm/tpm-store.ts";
import { milliseconds, shown, timesOf } from "./measuring.ts";

const rounds = 15;

/** What a TPM adds to the start of a program: starting the software TPM, then opening one key version. */
export async function benchStart(folder: string): Promise<void> {
  const stateFolder = join(folder, "start");
  const records: KeySlot[] = [];
  {
    await using tpm = await startSwtpm({ stateFolder });
    const persist = async (added: readonly KeySlot[]) => void records.push(...added);
    await initKeyring(createTpmStore({ tcti: tpm.tcti }), { slots: [], expectKekIds: [], persist });
  }
  const times = { starting: [] as number[], opening: [] as number[], inAll: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    let tpm: Swtpm | undefined;
    const starting = await milliseconds(async () => {
      tpm = await startSwtpm({ stateFolder });
    });
    const store = createTpmStore({ tcti: tpm?.tcti ?? "" });
    const expectKekIds = records.map(({ kekId }) => kekId);
    const opening = await milliseconds(() => openKeyring(records, [store], { expectKekIds }));
    await tpm?.stop();
    times.starting.push(starting);
    times.opening.push(opening);
    times.inAll.push(starting + opening);
  }
  console.log("ms that a software TPM adds to a program's start");
  console.table({
    "starting swtpm": shown(timesOf(times.starting)),
    "opening the keyring": shown(timesOf(times.opening)),
    "in all": shown(timesOf(times.inAll)),
  });
}
