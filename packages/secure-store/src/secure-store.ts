/**
 * Why something was refused.
 *
 * | code | what it means |
 * |---|---|
 * | `unavailable` | the device, daemon or backend does not answer, or no store of that kind was given |
 * | `permission` | this process is not allowed to use the device, daemon or file |
 * | `busy` | the backend is in use or out of memory; a later attempt can succeed |
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
 * The only error that this package throws on purpose. `message` is a sentence for users, without key material.
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

/** Returns the error itself, or a `SecureStoreError` with the code `internal` for an unknown error. */
export function refusalOf(error: unknown): SecureStoreError {
  if (error instanceof SecureStoreError) return error;
  return new SecureStoreError("internal", "The key store failed in an unexpected way.", { cause: error });
}

/** The result of {@link SecureStore.probe}. */
export interface Probe {
  /** True if a key could be sealed and opened again. */
  readonly ok: boolean;
  /** The code of the refusal. Absent if `ok` is true. */
  readonly why?: ErrorCode;
  /** True if a sealed key still opens after a restart of the process and of the machine. */
  readonly durable: boolean;
  /** True if keys open only with a hardware chip, so that a copy of all files is not enough. */
  readonly hardware: boolean;
  /** A sentence for the log or the console. */
  readonly detail: string;
}

/** Options of {@link SecureStore.seal}. */
export interface SealOptions {
  /** The name of this key: letters, digits, `.`, `_` and `-`. It must be unique among the caller's keys. */
  readonly label: string;
  /** If this signal aborts, the call rejects with `timeout`. */
  readonly signal?: AbortSignal | undefined;
}

/** Options of {@link SecureStore.unseal}. */
export interface UnsealOptions {
  /** If this signal aborts, the call rejects with `timeout`. */
  readonly signal?: AbortSignal | undefined;
}

/** A store for 256-bit keys. Every method rejects only with {@link SecureStoreError}. */
export interface SecureStore extends AsyncDisposable {
  /**
   * The kind of store, which must never change. The kinds of this package are `tpm`, `keychain`, `passphrase`
   * and `memory`.
   */
  readonly kind: string;
  /**
   * True if the store itself keeps the key, and the sealed text is only the key's name. Such a key can stay
   * stored after its slot record is deleted.
   */
  readonly holdsKeys: boolean;
  /** Tests the store by using the backend. Never rejects. */
  probe(): Promise<Probe>;
  /** Seals `key` (32 bytes). Resolves to a text that is safe to store unencrypted. */
  seal(key: Uint8Array, options: SealOptions): Promise<string>;
  /** Opens the result of `seal`. Resolves to 32 bytes, which the caller should overwrite after use. */
  unseal(sealed: string, options?: UnsealOptions): Promise<Uint8Array>;
  /**
   * True if a change of the machine, such as a firmware update, can make the key unusable. Also true if the
   * sealed text can't be read. Reads only the sealed text, not the store.
   *
   * The keyring accepts a state-bound slot only beside a passphrase slot.
   */
  isStateBound(sealed: string): boolean;
  /** Deletes the stored key. Resolves to true if the backend had stored something. */
  destroy(sealed: string): Promise<boolean>;
}

/**
 * A slot record: one version of the key encryption key (KEK), sealed by one store. No two records have the
 * same `id` and the same `keyVersion`.
 */
export interface KeySlot {
  /** The ID of the slot. A slot has one record for each key version. */
  readonly id: string;
  /** The kind of the store that sealed the key. A store of another kind can't open the key. */
  readonly kind: string;
  /** The number of the key version, from 1. */
  readonly keyVersion: number;
  /** 32 hexadecimal digits that identify the KEK without revealing it. */
  readonly kekId: string;
  /** The result of {@link SecureStore.seal}. */
  readonly sealed: string;
}
