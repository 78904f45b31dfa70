/**
 * Why something was refused. The union is closed: a caller can switch over it exhaustively.
 *
 * | code | what it means |
 * |---|---|
 * | `unavailable` | the device, daemon or backend does not answer, or no store of that kind was given |
 * | `permission` | this process may not use the device, daemon or file |
 * | `busy` | the backend is in use or out of memory; a later attempt may succeed |
 * | `lockout` | the backend refuses for a while after too many wrong attempts |
 * | `auth-failed` | the passphrase or authorisation value is wrong |
 * | `policy-failed` | the machine is not in the state that the key was bound to |
 * | `wrong-device` | another device sealed this key, or this device was cleared after it sealed the key |
 * | `corrupt` | the stored data is damaged, or belongs to another key or row |
 * | `no-space` | there is no space to store a key |
 * | `not-found` | there is no such key, slot, version or file |
 * | `locked` | the keychain is locked and no user is there to unlock it |
 * | `unsupported` | this can never work: a bad argument, or a feature that the backend lacks |
 * | `timeout` | the call took too long, or the caller aborted it |
 * | `internal` | none of the above; `cause` has the details |
 */
export type ErrorCode =
  | "unavailable"
  | "permission"
  | "busy"
  | "lockout"
  | "auth-failed"
  | "policy-failed"
  | "wrong-device"
  | "corrupt"
  | "no-space"
  | "not-found"
  | "locked"
  | "unsupported"
  | "timeout"
  | "internal";

/**
 * The only error that this package throws on purpose. `message` is a sentence for users and never contains key
 * material.
 */
export class SecureStoreError extends Error {
  /** Always `SecureStoreError`. */
  override readonly name = "SecureStoreError";
  /** The reason, as a code for programs. */
  readonly code: ErrorCode;

  constructor(code: ErrorCode, sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.code = code;
  }
}

/** Converts any error to a `SecureStoreError`. An unknown error gets the code `internal` and is kept as the `cause`. */
export function refusalOf(error: unknown): SecureStoreError {
  if (error instanceof SecureStoreError) return error;
  return new SecureStoreError("internal", "The key store failed in an unexpected way.", { cause: error });
}

/** The result of {@link SecureStore.probe}. */
export interface Probe {
  /** Whether a key could be sealed and opened again. */
  readonly ok: boolean;
  /** Set if and only if `ok` is false. */
  readonly why?: ErrorCode;
  /** True if a sealed key still opens after a restart of the process and of the machine. */
  readonly durable: boolean;
  /** True if the key opens only with a hardware chip, so a copy of all files is not enough. */
  readonly hardware: boolean;
  /** A sentence for the log or the console. */
  readonly detail: string;
}

/** Options of {@link SecureStore.seal}. */
export interface SealOptions {
  /** The name of this key, unique among the caller's keys: letters, digits, `.`, `_` and `-`. */
  readonly label: string;
  /** If this signal is aborted, the call rejects with `timeout`. */
  readonly signal?: AbortSignal | undefined;
}

/** Options of {@link SecureStore.unseal}. */
export interface UnsealOptions {
  /** If this signal is aborted, the call rejects with `timeout`. */
  readonly signal?: AbortSignal | undefined;
}

/** A store for 256-bit keys. Every method rejects only with {@link SecureStoreError}. */
export interface SecureStore extends AsyncDisposable {
  /**
   * The kind of store, in lower-case letters. Slot records contain the kind, so it must never change. A slot is opened
   * only by stores of its kind. The kinds of this package are `tpm`, `keychain`, `passphrase` and `memory`.
   */
  readonly kind: string;
  /**
   * True if the store itself holds the keys, and a sealed text is only the name of a key. A key can then remain in the
   * store after its slot record is deleted.
   */
  readonly holdsKeys: boolean;
  /** Tests whether the store works, by really using the backend. Never rejects. */
  probe(): Promise<Probe>;
  /**
   * Seals `key` (32 bytes). Resolves to a printable text, which only this kind of store can open. The text may be
   * stored unencrypted.
   */
  seal(key: Uint8Array, options: SealOptions): Promise<string>;
  /** Opens the result of `seal`. Resolves to the 32 bytes of the key. The caller should overwrite them after use. */
  unseal(sealed: string, options?: UnsealOptions): Promise<Uint8Array>;
  /**
   * True if a normal change of the machine can make the key impossible to open. For example, a key bound to a TPM
   * policy no longer opens after a firmware update. Only the sealed text decides this, because the store's options may
   * have changed since the key was sealed. If the text is unclear, the result is true. The keyring accepts such a slot
   * only if there is also a passphrase slot.
   */
  isStateBound(sealed: string): boolean;
  /**
   * Deletes what the backend stores for this sealed key. Resolves to true if something was deleted. Resolves to false
   * if the key was already deleted, if the key is in another keychain, or if the backend stores nothing.
   */
  destroy(sealed: string): Promise<boolean>;
}

/**
 * A slot record: one version of the key encryption key (KEK), sealed by one store. It is plain data for JSON or a
 * database. `id` and `keyVersion` together are unique.
 */
export interface KeySlot {
  /** The ID of the slot. All key versions of a slot have the same ID. */
  readonly id: string;
  /** The kind of the store that sealed the key. Only stores of this kind can open it. */
  readonly kind: string;
  /** Starts at 1. */
  readonly keyVersion: number;
  /** Identifies the KEK without revealing it: 32 hexadecimal digits. */
  readonly kekId: string;
  /** The result of {@link SecureStore.seal}. */
  readonly sealed: string;
}
