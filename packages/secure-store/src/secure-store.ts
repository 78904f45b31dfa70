/**
 * Why something was refused. The union is closed: a caller can switch over it exhaustively.
 *
 * | code | what it means |
 * |---|---|
 * | `unavailable` | the device, daemon or backend does not answer, or none of that kind was given |
 * | `permission` | it is there, but this process may not use it |
 * | `busy` | it is in use or out of memory for the moment; trying again later can help |
 * | `lockout` | it refuses for a while after too many wrong attempts |
 * | `auth-failed` | the passphrase or authorisation value is wrong |
 * | `policy-failed` | the machine is not in the state that the key was bound to |
 * | `wrong-device` | this key was sealed by another device, or by this one before it was cleared |
 * | `corrupt` | what was stored is damaged, or belongs to another key or row |
 * | `no-space` | there is no room to store a key |
 * | `not-found` | there is no such key, slot, version or file |
 * | `locked` | the keychain is locked and no user is there to unlock it |
 * | `unsupported` | this was never going to work: bad argument, or a feature the backend lacks |
 * | `timeout` | it took too long, or the caller called it off |
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

/** The only error this package throws on purpose. `message` is a sentence for a person and never holds key material. */
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

/** An error as this package's own; one from elsewhere becomes the `cause` of an `internal` one. */
export function refusalOf(error: unknown): SecureStoreError {
  if (error instanceof SecureStoreError) return error;
  return new SecureStoreError("internal", "The key store failed in an unexpected way.", { cause: error });
}

/** What {@link SecureStore.probe} found out by really using the backend. */
export interface Probe {
  /** Whether a key was sealed and opened again. */
  readonly ok: boolean;
  /** Set exactly when `ok` is false. */
  readonly why?: ErrorCode;
  /** True if a sealed key still opens after this process, and the machine, have restarted. */
  readonly durable: boolean;
  /** True if a chip holds the key, so that a copy of every file is not enough to open it. */
  readonly hardware: boolean;
  /** A sentence for the log or the console. */
  readonly detail: string;
}

/** Options of {@link SecureStore.seal}. */
export interface SealOptions {
  /** A name for this key, unique among the keys that the caller seals: letters, digits, `.`, `_` and `-`. */
  readonly label: string;
  /** Ends the call early, with `timeout`. */
  readonly signal?: AbortSignal | undefined;
}

/** Options of {@link SecureStore.unseal}. */
export interface UnsealOptions {
  /** Ends the call early, with `timeout`. */
  readonly signal?: AbortSignal | undefined;
}

/** One place that can keep a 256-bit key. Every method rejects with {@link SecureStoreError} and nothing else. */
export interface SecureStore extends AsyncDisposable {
  /**
   * The kind of store, in lower-case letters. A slot record names it, so it never changes, and only a store of the same
   * kind is asked to open that slot. This package's own are `tpm`, `keychain`, `passphrase` and `memory`.
   */
  readonly kind: string;
  /** True if it holds the keys itself, and the sealed text only names them: a key can outlive its slot there. */
  readonly holdsKeys: boolean;
  /** Finds out by use, not by looking, whether keys can be sealed here. Never rejects. */
  probe(): Promise<Probe>;
  /** Seals `key` (32 bytes). The text returned is printable, safe to store in the open, and means something only to this kind of store. */
  seal(key: Uint8Array, options: SealOptions): Promise<string>;
  /** Opens what `seal` returned: 32 bytes. The caller owns the bytes and should overwrite them after use. */
  unseal(sealed: string, options?: UnsealOptions): Promise<Uint8Array>;
  /**
   * True for sealed text whose key may stop opening through no fault of anyone, as one bound to a TPM policy does at the
   * next firmware update. It is read from the text alone, so that how a store is configured today says nothing about
   * keys sealed yesterday; text that does not plainly say otherwise counts as bound. The keyring accepts such a slot only
   * beside a passphrase slot.
   */
  isStateBound(sealed: string): boolean;
  /**
   * Forgets what the backend itself keeps for this sealed key. Resolves to whether it kept anything: false the second
   * time, of another place's keychain, and always where the sealed text is all there is.
   */
  destroy(sealed: string): Promise<boolean>;
}

/**
 * One version of the key encryption key (KEK) as one slot keeps it: plain data, safe in JSON and in a database.
 * `id` and `keyVersion` together are unique.
 */
export interface KeySlot {
  /** The slot; the same for every key version that it keeps. */
  readonly id: string;
  /** The kind of store that sealed it, and can open it. */
  readonly kind: string;
  /** From 1 upwards. */
  readonly keyVersion: number;
  /** Identifies the KEK without revealing it: 32 hexadecimal digits. */
  readonly kekId: string;
  /** What {@link SecureStore.seal} returned. */
  readonly sealed: string;
}
