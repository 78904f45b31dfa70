import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { behavesAsSecureStore } from "../secure-store.behaviour.ts";
import { startSwtpm } from "./swtpm.ts";
import { createTpmStore } from "./tpm-store.ts";

for (const isSessionEncrypted of [false, true]) {
  const name = isSessionEncrypted ? "TPM with encrypted sessions" : "TPM";
  behavesAsSecureStore(name, true, async () => {
    const folder = await mkdtemp("/tmp/tpm-store-");
    const tpm = await startSwtpm({ stateFolder: join(folder, "one") });
    const another = await startSwtpm({ stateFolder: join(folder, "another") });
    const open = () => createTpmStore({ tcti: tpm.tcti, isSessionEncrypted });
    return {
      store: open(),
      reopened: open,
      elsewhere: createTpmStore({ tcti: another.tcti, isSessionEncrypted }),
      refusalElsewhere: "wrong-device",
      async dispose() {
        await Promise.all([tpm.stop(), another.stop()]);
        await rm(folder, { recursive: true });
      },
    };
  });
}
