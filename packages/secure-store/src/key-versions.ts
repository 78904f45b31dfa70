import type { KeyObject } from "node:crypto";
import { kekId } from "./kek.ts";
import { highestKeyVersion, keyVersionOf, openRow, sealRow } from "./sealed-row.ts";
import { SecureStoreError } from "./secure-store.ts";

/** The KEK of each version. The highest version seals new rows. */
export class KeyVersions {
  #keks: Map<number, KeyObject>;

  constructor(keks: ReadonlyMap<number, KeyObject>) {
    this.#keks = new Map(keks);
  }

  get current(): number {
    return Math.max(...this.#keks.keys());
  }

  get next(): number {
    if (this.current >= highestKeyVersion) {
      throw new SecureStoreError("unsupported", "There is no key version left.");
    }
    return this.current + 1;
  }

  entries(): readonly (readonly [number, KeyObject])[] {
    return [...this.#keks];
  }

  find(id: string): KeyObject | undefined {
    return [...this.#keks.values()].find((kek) => kekId(kek) === id);
  }

  replaceBy(keks: ReadonlyMap<number, KeyObject>): void {
    this.#keks = new Map(keks);
  }

  add(keyVersion: number, kek: KeyObject): void {
    this.#keks.set(keyVersion, kek);
  }

  drop(keyVersion: number): void {
    this.#keks.delete(keyVersion);
  }

  encrypt(plaintext: Uint8Array, associatedData: string): Uint8Array {
    return sealRow(this.#kek(this.current), this.current, plaintext, associatedData);
  }

  decrypt(sealed: Uint8Array, associatedData: string): Uint8Array {
    return openRow(this.#kek(keyVersionOf(sealed)), sealed, associatedData);
  }

  #kek(keyVersion: number): KeyObject {
    const kek = this.#keks.get(keyVersion);
    if (!kek) {
      throw new SecureStoreError(
        "not-found",
        `A value is sealed under key version ${keyVersion}, which is not open here. If another process has just ` +
          "rotated the key, open the keyring again.",
      );
    }
    return kek;
  }
}
