import type { SettingOf } from "./key-store.ts";
import { keychain } from "./keychain.ts";
import { memory } from "./memory.ts";
import { passphrase } from "./passphrase.ts";
import { swtpm } from "./swtpm.ts";
import { tpm } from "./tpm.ts";

/** Everything that can keep the key, in the order in which texts name them. */
export const keyStores = [tpm, swtpm, keychain, passphrase, memory] as const;

/** Where a key is kept: the setting of one of them. */
export type KeyStorage = SettingOf<(typeof keyStores)[number]>;
