import type { SettingOf } from "./key-store.ts";
import { keychain } from "./keychain.ts";
import { memory } from "./memory.ts";
import { passphrase } from "./passphrase.ts";
import { swtpm } from "./swtpm.ts";
import { tpm } from "./tpm.ts";

export const keyStores = [tpm, swtpm, keychain, passphrase, memory] as const;

export type KeyStorage = SettingOf<(typeof keyStores)[number]>;
