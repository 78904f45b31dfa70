// The packed package has only this entry point. Inside the repository, code imports the modules directly.

export type { Backend } from "./backend.ts";
export { type Examination, examine, examineMachine, type MachineOptions } from "./doctor.ts";
export { keychainBackend } from "./keychain-backend.ts";
export { createKeychainStore, type KeychainStoreOptions } from "./keychain-store.ts";
export type { Keyring, RotateOptions } from "./keyring.ts";
export { createMemoryStore, memoryBackend } from "./memory-store.ts";
export type { Persist } from "./new-slots.ts";
export {
  type InitKeyringOptions,
  initKeyring,
  type OpenKeyringOptions,
  openKeyring,
} from "./open-keyring.ts";
export { passphraseBackend } from "./passphrase-backend.ts";
export type { ScryptCost } from "./passphrase-box.ts";
export { createPassphraseFile, readPassphrase } from "./passphrase-file.ts";
export { createPassphraseStore, type PassphraseStoreOptions } from "./passphrase-store.ts";
export {
  type ErrorCode,
  type KeySlot,
  type Probe,
  type SealOptions,
  type SecureStore,
  SecureStoreError,
  type UnsealOptions,
} from "./secure-store.ts";
export { type Swtpm, type SwtpmOptions, startSwtpm } from "./tpm/swtpm.ts";
export { swtpmBackend } from "./tpm/swtpm-backend.ts";
export { startSwtpmStore } from "./tpm/swtpm-store.ts";
export { tpmBackend } from "./tpm/tpm-backend.ts";
export { createTpmStore, type TpmStoreOptions } from "./tpm/tpm-store.ts";
