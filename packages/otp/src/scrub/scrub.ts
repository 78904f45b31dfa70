import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Account } from "../account.ts";
import { OtpError, systemCode } from "../otp-error.ts";
import { readQrCodes } from "../qr-code.ts";
import { secretRemover } from "../secret-forms.ts";
import { rewritten, type Visitor } from "./content.ts";
import { withoutDrawings } from "./drawings.ts";
import { FoundSecrets } from "./found-secrets.ts";

/** The options of {@link scrub}. */
export interface ScrubOptions {
  /** Accounts whose secrets are removed, beside those that are found in `otpauth://` URIs and QR codes. */
  accounts?: readonly Pick<Account, "toUri">[] | undefined;
  /** Empties videos and other files that can't be searched. */
  emptyUnsearched?: boolean | undefined;
}

/** What {@link scrub} did. */
export interface ScrubReport {
  /** How many files were searched. */
  readonly files: number;
  /** How many secrets were looked for. */
  readonly secrets: number;
  /** How many pictures were replaced by a blank one. */
  readonly pictures: number;
  /** The files that were changed, relative to the folder. */
  readonly changed: readonly string[];
  /** What couldn't be searched: videos, pictures of rare kinds, UTF-16, huge parts, damaged archives, and links. */
  readonly unsearched: readonly string[];
}

const blankPicture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=",
  "base64",
);

/**
 * Removes TOTP secrets from Playwright's traces and reports, pictures and logs in a folder: from texts, from the
 * archives in them, and from pictures with a QR code. Drawings that look like a QR code are removed too.
 *
 * @throws OtpError if the folder can't be read or written
 * @example
 * ```ts
 * const { changed, unsearched } = await scrub("test-results");
 * ```
 */
export async function scrub(folder: string, options: ScrubOptions = {}): Promise<ScrubReport> {
  const { files, links } = await filesIn(folder);
  const readOnce = remembering(readQrCodes);
  const found = new FoundSecrets(readOnce);
  for (const account of options.accounts ?? []) found.text(account.toUri());
  for (const file of files) await rewritten(await readFile(file), file, found);

  const secrets = found.all();
  const remover = new Remover(secrets, readOnce, options.emptyUnsearched === true);
  const changed: string[] = [];
  for (const file of files) {
    const bytes = await readFile(file);
    const clean = await rewritten(bytes, relative(folder, file), remover);
    if (clean === bytes) continue;
    await replace(file, clean);
    changed.push(relative(folder, file));
  }
  const { pictures } = remover;
  const unsearched = [...remover.unsearchedPlaces, ...links.map((link) => relative(folder, link))];
  return { files: files.length, secrets: secrets.length, pictures, changed, unsearched };
}

class Remover implements Visitor {
  pictures = 0;
  readonly unsearchedPlaces: string[] = [];
  readonly #remove: (text: string) => string;
  readonly #read: typeof readQrCodes;
  readonly #emptiesUnsearched: boolean;

  constructor(secrets: readonly Uint8Array[], read: typeof readQrCodes, emptiesUnsearched: boolean) {
    this.#remove = secretRemover(secrets);
    this.#read = read;
    this.#emptiesUnsearched = emptiesUnsearched;
  }

  text(text: string): string {
    return this.#remove(withoutDrawings(text));
  }

  async picture(picture: Uint8Array): Promise<Uint8Array> {
    const codes = await this.#read(picture);
    // A better reader might read what this one can't.
    const isSafe =
      codes !== null && !codes.hasUnreadable && !codes.texts.some((text) => /^\s*otpauth/i.test(text));
    if (isSafe || Buffer.compare(picture, blankPicture) === 0) return picture;
    this.pictures++;
    return blankPicture;
  }

  unsearched(bytes: Uint8Array, place: string): Uint8Array {
    if (bytes.length === 0) return bytes;
    if (this.#emptiesUnsearched) return new Uint8Array();
    this.unsearchedPlaces.push(place);
    return bytes;
  }
}

/** A trace is searched twice, and reading a picture is the slowest part. */
function remembering(read: typeof readQrCodes): typeof readQrCodes {
  const known = new Map<string, ReturnType<typeof readQrCodes>>();
  return (picture) => {
    const hash = createHash("sha256").update(picture).digest("base64");
    const codes = known.get(hash) ?? read(picture);
    known.set(hash, codes);
    return codes;
  };
}

async function filesIn(folder: string): Promise<{ files: string[]; links: string[] }> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const places = (some: typeof entries) => some.map(({ parentPath, name }) => join(parentPath, name));
    return {
      files: places(entries.filter((entry) => entry.isFile())),
      links: places(entries.filter((entry) => entry.isSymbolicLink())),
    };
  } catch (cause) {
    const advice = "Give the folder of traces or of the report, such as test-results.";
    throw new OtpError(
      "unreadable",
      `${folder} can't be read as a folder (${systemCode(cause)}). ${advice}`,
      { cause },
    );
  }
}

/** Writes beside the file first, so that an interruption leaves no half of it. */
async function replace(file: string, content: Uint8Array): Promise<void> {
  try {
    const { mode } = await stat(file);
    const beside = `${file}.${randomUUID()}`;
    await writeFile(beside, content, { mode: mode & 0o777, flag: "wx" });
    await rename(beside, file);
  } catch (cause) {
    const seen = `${file} holds a secret and can't be written (${systemCode(cause)}).`;
    throw new OtpError("unreadable", `${seen} Don't upload it, and delete it.`, { cause });
  }
}
