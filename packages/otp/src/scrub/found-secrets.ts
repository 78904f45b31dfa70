import { parseKeyUri } from "@sallyport/totp/key-uri";
import { fromBase32, toBase32 } from "@sallyport/totp/secret";
import { isMigrationLink, urisInMigrationLink } from "../migration-link.ts";
import type { readQrCodes } from "../qr-code.ts";
import type { Visitor } from "./content.ts";

const uris = /otpauth(?::|%3A)[^\s"'<>]{1,2000}?secret(?:=|%3D|\\u003d)((?:[A-Za-z2-7]|%20|\+)+)/gi;
const exports = /otpauth-migration(?::|%3A)[^\s"'<>]+?data(?:=|%3D)([A-Za-z0-9%+/=_-]+)/gi;
/** Shorter secrets would be found in texts that have nothing to do with them. */
const shortestSecretBytes = 5;

/** Collects the secrets of `otpauth://` URIs in texts and of QR codes in pictures. */
export class FoundSecrets implements Visitor {
  readonly #secrets = new Map<string, Uint8Array>();
  readonly #read: typeof readQrCodes;

  constructor(read: typeof readQrCodes) {
    this.#read = read;
  }

  all(): Uint8Array[] {
    return [...this.#secrets.values()];
  }

  text(text: string): string {
    for (const [, written = ""] of text.matchAll(uris))
      this.#add(fromBase32(written.replace(/%20|\+/gi, "")));
    for (const [, data = ""] of text.matchAll(exports))
      this.#addExport(`otpauth-migration://offline?data=${data}`);
    return text;
  }

  async picture(picture: Uint8Array): Promise<Uint8Array> {
    for (const text of (await this.#read(picture))?.texts ?? []) this.#addCode(text);
    return picture;
  }

  unsearched(bytes: Uint8Array): Uint8Array {
    return bytes;
  }

  #add(secret: Uint8Array | null): void {
    if (secret && secret.length >= shortestSecretBytes) this.#secrets.set(toBase32(secret), secret);
  }

  #addCode(text: string): void {
    if (isMigrationLink(text)) return this.#addExport(text);
    const result = parseKeyUri(text);
    if (result.ok) this.#add(result.key.secret);
  }

  #addExport(link: string): void {
    try {
      for (const uri of urisInMigrationLink(link)) this.#addCode(uri);
    } catch {
      // A damaged export opens no account.
    }
  }
}
