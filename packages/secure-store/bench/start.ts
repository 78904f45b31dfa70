import { join } from "node:path";
import { initKeyring, openKeyring } from "../src/open-keyring.ts";
import type { KeySlot } from "../src/secure-store.ts";
import { type Swtpm, startSwtpm } from "../src/tpm/swtpm.ts";
import { createTpmStore } from "../src/tpm/tpm-store.ts";
import { milliseconds, rounded, timesOf } from "./measuring.ts";

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
  const times = { starting: [] as number[], opening: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    let tpm: Swtpm | undefined;
    times.starting.push(
      await milliseconds(async () => {
        tpm = await startSwtpm({ stateFolder });
      }),
    );
    const store = createTpmStore({ tcti: tpm?.tcti ?? "" });
    const expectKekIds = records.map(({ kekId }) => kekId);
    times.opening.push(await milliseconds(() => openKeyring(records, [store], { expectKekIds })));
    await tpm?.stop();
  }
  console.log("ms that a software TPM adds to a program's start");
  const [starting, opening] = [timesOf(times.starting), timesOf(times.opening)];
  console.table({
    "starting swtpm": { median: rounded(starting.median), "at best": rounded(starting.fastest) },
    "opening the keyring": { median: rounded(opening.median), "at best": rounded(opening.fastest) },
  });
}
