import { randomBytes } from "node:crypto";
import type { AsyncEntry } from "@napi-rs/keyring";
import { calledOff, stopIfCalledOff } from "./called-off.ts";
import { isDefaultKeyringMissing } from "./default-keyring.ts";
import { kekLength, requireKekLength } from "./kek.ts";
import { keychainRefusal, noDefaultKeyring } from "./keychain-refusal.ts";
import { type Probe, refusalOf, type SecureStore, SecureStoreError } from "./secure-store.ts";

/** Options of {@link createKeychainStore}. */
export interface KeychainStoreOptions {
  /** The keychain shows our entries under this name, such as `example.com portal`. */
  readonly service: string;
  /**
   * The limit for one call in seconds. A longer call is refused with `timeout`. The default is 30, because the
   * user might have to answer a prompt.
   */
  readonly secondsPerCall?: number;
}

/**
 * Keeps keys in the operating system's keychain.
 * - Linux: the Secret Service (GNOME Keyring, KWallet, KeePassXC).
 * - macOS: Keychain.
 * - Windows: the Credential Manager.
 *
 * The sealed text contains only the name of the entry.
 */
export function createKeychainStore({ service, secondsPerCall = 30 }: KeychainStoreOptions): SecureStore {
  async function call<T>(
    label: string,
    signal: AbortSignal | undefined,
    work: (entry: AsyncEntry, limit: AbortSignal) => Promise<T>,
  ): Promise<T> {
    stopIfCalledOff(signal);
    const limit = AbortSignal.any([AbortSignal.timeout(secondsPerCall * 1000), ...(signal ? [signal] : [])]);
    try {
      const entry = await openEntry(service, label);
      return await orCalledOff(work(entry, limit), limit);
    } catch (error) {
      throw limit.aborted ? calledOff(limit.reason) : keychainRefusal(error);
    }
  }

  const store: SecureStore = {
    kind: "keychain",
    holdsKeys: true,
    isStateBound: () => false,
    probe: () => probeByUse(store),
    async seal(key, { label, signal }) {
      requireKekLength(key);
      const sealed = printEntry(label);
      await call(label, signal, (entry, limit) => entry.setSecret(key, limit));
      return sealed;
    },
    async unseal(sealed, { signal } = {}) {
      const secret = await call(parseEntry(sealed), signal, (entry, limit) => entry.getSecret(limit));
      if (!secret) throw await noSuchEntry();
      const key = Uint8Array.from(secret);
      secret.fill(0);
      if (key.length !== kekLength)
        throw new SecureStoreError("corrupt", "The keychain's entry is not a key of ours.");
      return key;
    },
    async destroy(sealed) {
      return call(parseEntry(sealed), undefined, (entry, limit) => entry.deleteCredential(limit));
    },
    async [Symbol.asyncDispose]() {},
  };
  return store;
}

/**
 * Returns the error for a missing entry. If the keychain's file was truncated, replaced or removed, the
 * keychain opens without an error, but is empty.
 */
async function noSuchEntry(): Promise<SecureStoreError> {
  const isUnmade = await isDefaultKeyringMissing();
  return new SecureStoreError(
    "not-found",
    isUnmade
      ? `${noDefaultKeyring}, or restore the file of the keyring that kept this key.`
      : "The keychain has no such entry (any more).",
  );
}

/**
 * Imports the library only at the first use. The library's native part is an optional dependency, so the import
 * can fail.
 */
async function openEntry(service: string, label: string): Promise<AsyncEntry> {
  const { AsyncEntry } = await import("@napi-rs/keyring").catch((cause: unknown) => {
    throw new SecureStoreError(
      "unavailable",
      "The keychain library can't be loaded: this platform has none, or it was installed without optional dependencies.",
      { cause },
    );
  });
  // Without this option, the library would use the kernel's keyring, which is empty after a reboot.
  return new AsyncEntry(service, label, { linux: { store: "secret-service" } });
}

/** Rejects when the signal aborts. The library itself checks the signal only at the start of a call. */
async function orCalledOff<T>(work: Promise<T>, limit: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(limit.reason);
  limit.addEventListener("abort", stop, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    limit.removeEventListener("abort", stop);
  }
}

/** Tests the store by using the store, because a running keychain can still be locked. */
async function probeByUse(store: SecureStore): Promise<Probe> {
  const nature = { durable: true, hardware: false };
  try {
    const key = randomBytes(kekLength);
    const sealed = await store.seal(key, { label: `probe-${randomBytes(8).toString("hex")}` });
    const isSame = key.equals(await store.unseal(sealed));
    await store.destroy(sealed);
    if (!isSame) throw new SecureStoreError("internal", "The keychain gave back another key.");
    return { ok: true, ...nature, detail: "The keychain took a key and gave it back." };
  } catch (error) {
    const { code, message } = refusalOf(error);
    return { ok: false, why: code, ...nature, detail: message };
  }
}

const prefix = "keychain1.";

function printEntry(label: string): string {
  if (!/^[\w.-]{1,200}$/.test(label)) {
    throw new SecureStoreError("unsupported", `${label} can't name an entry in a keychain.`);
  }
  return prefix + label;
}

function parseEntry(sealed: string): string {
  if (!/^keychain1\.[\w.-]{1,200}$/.test(sealed)) {
    throw new SecureStoreError("corrupt", "The keychain slot is damaged.");
  }
  return sealed.slice(prefix.length);
}
