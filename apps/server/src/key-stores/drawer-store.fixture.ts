import { randomUUID } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Backend } from "@sallyport/secure-store/backend";
import { stopIfCalledOff } from "@sallyport/secure-store/called-off";
import { requireKekLength } from "@sallyport/secure-store/kek";
import { type Probe, type SecureStore, SecureStoreError } from "@sallyport/secure-store/secure-store";

export const drawerBackend: Backend = {
  name: "drawer",
  durable: true,
  hardware: false,
  programs: {},
  advice: { "not-found": "Make the drawer." },
};

export function createDrawerStore({ folder }: { readonly folder: string }): SecureStore {
  return {
    kind: "drawer",
    holdsKeys: true,
    isStateBound: () => false,
    probe: () => probe(folder),
    async seal(key, { label, signal }) {
      stopIfCalledOff(signal);
      requireKekLength(key);
      await writeFile(join(folder, label), key, { mode: 0o600 });
      return `drawer1.${label}`;
    },
    async unseal(sealed, options) {
      stopIfCalledOff(options?.signal);
      return Uint8Array.from(await readFile(join(folder, labelOf(sealed))).catch(refuse));
    },
    async destroy(sealed) {
      return rm(join(folder, labelOf(sealed))).then(
        () => true,
        () => false,
      );
    },
    async [Symbol.asyncDispose]() {},
  };
}

export async function makeDrawer(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  return folder;
}

async function probe(folder: string): Promise<Probe> {
  const nature = { durable: true, hardware: false };
  try {
    const file = join(folder, `probe-${randomUUID()}`);
    await writeFile(file, "");
    await rm(file);
    return { ok: true, ...nature, detail: "The drawer opens." };
  } catch {
    return { ok: false, why: "not-found", ...nature, detail: "There is no drawer." };
  }
}

function labelOf(sealed: string): string {
  const [, label] = /^drawer1\.([\w-][\w.-]*)$/.exec(sealed) ?? [];
  if (label === undefined) throw new SecureStoreError("corrupt", "The slot does not name a key in a drawer.");
  return label;
}

function refuse(cause: unknown): never {
  throw new SecureStoreError("not-found", "The drawer has no such key.", { cause });
}
