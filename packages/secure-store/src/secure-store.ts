/**
 * Why something was refused. The union is closed: a caller can switch over it exhaustively.
 *
 * | code | what it means |
 * |---|---|
 * | `unavailable` | the device, daemon or backend does not answer, or none of that kind was given |
 * | `permission` | it is there, but this process may not use it |
 * | `busy` | it is in use or out of memory at the moment; a later attempt can help |
 * | `lockout` | it refuses for a while after too many wrong attempts |
 * | `auth-failed` | the passphrase or authorisation value is wrong |
 * | `policy-failed` | the machine is not in the state that the key was bound to |
 * | `wrong-device` | this key was sealed by another device, or by this one before it was cleared |
 * | `corrupt` | what was stored is damaged, or belongs to another key or row |
 * | `no-space` | there is no room to store a key |
 * | `not-found` | there is no such key, slot, version or file |
 * | `locked` | the keychain is locked and no user is there to unlock it |
 * | `unsupported` | this can never work: a bad argument, or a feature that the backend lacks |
 * | `timeout` | it took too long, or the caller aborted it |
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
  /** The reason, for programs. */
  readonly code: ErrorCode;

  constructor(code: ErrorCode, sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.code = code;
  }
}

/** Turns any error into this package's own. An unknown error becomes the `cause` of an `internal` one. */
export function refusalOf(error: unknown): SecureStoreError {
  if (error instanceof SecureStoreError) return error;
  return new SecureStoreError("internal", "The key store failed in an unexpected way.", { cause: error });
}

/** The result of {@link SecureStore.probe}, which really uses the backend. */
export interface Probe {
  /** Whether a key could be sealed and opened again. */
  readonly ok: boolean;
  /** Set if and only if `ok` is false. */
  readonly why?: ErrorCode;
  /** True if a sealed key still opens after a restart of the process and of the machine. */
  readonly durable: boolean;
  /** True if a chip holds the key, so a copy of all files is not enough to open it. */
  readonly hardware: boolean;
  /** A sentence for the log or the console. */
  readonly detail: string;
}

/** Options of {@link SecureStore.seal}. */
export interface SealOptions {
  /** The name of this key, unique among the caller's keys: letters, digits, `.`, `_` and `-`. */
  readonly label: string;
  /** Aborts the call with `timeout`. */
  readonly signal?: AbortSignal | undefined;
}

/** Options of {@link SecureStore.unseal}. */
export interface UnsealOptions {
  /** Aborts the call with `timeout`. */
  readonly signal?: AbortSignal | undefined;
}

/** A place that can keep a 256-bit key. Every method rejects only with {@link SecureStoreError}. */
export interface SecureStore extends AsyncDisposable {
  /**
   * The kind of store, in lower-case letters. Slot records contain it, so it must never change. Only stores of the same
   * kind are used to open a slot. The kinds of this package are `tpm`, `keychain`, `passphrase` and `memory`.
   */
  readonly kind: string;
  /**
   * True if the store holds the keys and the sealed text only names them. Then a key can remain after its slot is
   * deleted.
   */
  readonly holdsKeys: boolean;
  /** Tests by real use whether keys can be sealed here. Never rejects. */
  probe(): Promise<Probe>;
  /**
   * Seals `key` (32 bytes). The result is printable text. It may be stored unencrypted, and only this kind of store can
   * open it.
   */
  seal(key: Uint8Array, options: SealOptions): Promise<string>;
  /** Opens the result of `seal`: 32 bytes. The caller owns the bytes and should overwrite them after use. */
  unseal(sealed: string, options?: UnsealOptions): Promise<Uint8Array>;
  /**
   * True if the key can become unopenable in normal use. For example, a key bound to a TPM policy no longer opens after
   * a firmware update. This depends only on the text, because the store's current options say nothing about keys that
   * were sealed earlier. A text counts as bound unless it clearly says otherwise. The keyring accepts such a slot
   * only together with a passphrase slot.
   */
  isStateBound(sealed: string): boolean;
  /**
   * Deletes what the backend itself stores for this sealed key. Resolves to true if there was anything to delete. It is
   * false for a second call, for a key in another keychain, and always if the backend stores nothing.
   */
  destroy(sealed: string): Promise<boolean>;
}

/**
 * One version of the key encryption key (KEK), sealed in one slot: plain data, for JSON or a database. `id` and
 * `keyVersion` together are unique.
 */
export interface KeySlot {
  /** The ID of the slot, which is the same for all its key versions. */
  readonly id: string;
  /** The kind of store that sealed it and can open it. */
  readonly kind: string;
  /** Starts at 1. */
  readonly keyVersion: number;
  /** Identifies the KEK without revealing it: 32 hexadecimal digits. */
  readonly kekId: string;
  /** The result of {@link SecureStore.seal}. */
  readonly sealed: string;
}
