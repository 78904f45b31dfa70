import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { parseKeyUri, readTypedSecret } from "@sallyport/totp/key-uri";
import { standardParameters } from "@sallyport/totp/totp";
import { Account } from "./account.ts";
import { isMigrationLink, urisInMigrationLink } from "./migration-link.ts";
import { OtpError, systemCode } from "./otp-error.ts";
import { readQrCodes } from "./qr-code.ts";

/**
 * Where a key is read from: the bytes of a PNG or JPEG picture, the path or `file:` address of one, a
 * `data:` address, an `otpauth://` URI, an export link of Google Authenticator, or a Base32 secret.
 */
export type ScanSource = string | URL | Uint8Array | ArrayBuffer;

/** Which account to take if the source has several. Upper and lower case don't matter. */
export interface ScanChoice {
  /** The issuer, such as "North Quay". */
  issuer?: string | undefined;
  /** The name of the account, such as "ines@quay.example". */
  account?: string | undefined;
}

/**
 * Reads the key of one account. If the source has several accounts, `choice` must name one.
 *
 * @throws OtpError that says what was seen and what to do
 * @example
 * ```ts
 * const picture = await page.getByRole("img", { name: "QR code" }).screenshot();
 * const account = await scan(picture);
 * const { code } = await account.reserve();
 * ```
 */
export async function scan(source: ScanSource, choice: ScanChoice = {}): Promise<Account> {
  const all = await scanAll(source);
  const chosen = all.filter(
    ({ issuer, name }) => isSame(choice.issuer, issuer) && isSame(choice.account, name),
  );
  const [account] = chosen;
  const list = all.map(({ title }) => title).join("; ");
  if (account === undefined) {
    throw new OtpError("no-such-account", `The account that you named isn't there. What was found: ${list}.`);
  }
  if (chosen.length > 1) {
    const advice = "Take a picture of one QR code alone, or name the account that you mean.";
    throw new OtpError("several-accounts", `There are ${chosen.length} accounts: ${list}. ${advice}`);
  }
  return account;
}

function isSame(wanted: string | undefined, found: string): boolean {
  return wanted === undefined || wanted.toLowerCase() === found.toLowerCase();
}

/**
 * Reads the keys of all accounts in a source. Each key is returned once.
 *
 * @throws OtpError if there is none, or one of them can't be used
 * @example
 * ```ts
 * for (const account of await scanAll("export-of-google-authenticator.png")) console.log(account.title);
 * ```
 */
export async function scanAll(source: ScanSource): Promise<Account[]> {
  const accounts = await accountsIn(source);
  return [...new Map(accounts.map((account) => [account.key, account])).values()];
}

async function accountsIn(source: ScanSource): Promise<Account[]> {
  if (source instanceof URL) return source.protocol === "file:" ? inFile(source) : accountsIn(source.href);
  if (typeof source !== "string") return inPicture(new Uint8Array(source), "The picture");
  const text = source.trim();
  if (/^otpauth(?:-migration)?:\/\//i.test(text)) return inText(text);
  if (/^data:/i.test(text)) return inDataAddress(text);
  if (/^file:/i.test(text)) return inFile(new URL(text));
  if (existsSync(text) || /\.(?:png|jpe?g|gif|svg|webp)$/i.test(text)) return inFile(text);
  // A Base32 secret has none of these. A key in another form must not get into the message.
  if (/otpauth|[./\\:=]/i.test(text.replace(/=+$/, ""))) throw notASource();
  return [typedSecret(text)];
}

function notASource(): OtpError {
  const seen =
    "The text is not an otpauth:// URI, not a secret in Base32, and not the path of a file that exists.";
  return new OtpError("bad-key", `${seen} Check it for quotes, and for a name in front, such as TOTP_URI=.`);
}

async function inFile(path: string | URL): Promise<Account[]> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    const seen = `${String(path)} can't be read as a file (${systemCode(cause) ?? "unknown error"}).`;
    const advice = "Give a picture's path, an otpauth:// URI, or the secret in Base32.";
    throw new OtpError("unreadable", `${seen} ${advice}`, { cause });
  });
  return inPicture(new Uint8Array(bytes), String(path));
}

function inDataAddress(address: string): Promise<Account[]> {
  const [, base64] = /^data:image\/[a-z+.-]+;base64,(.*)$/is.exec(address) ?? [];
  if (base64 !== undefined) return inPicture(Buffer.from(base64, "base64"), "The picture");
  const advice = "Take a screenshot of the element that shows the QR code.";
  throw new OtpError("unreadable", `The data: address isn't a picture in Base64. ${advice}`);
}

async function inPicture(bytes: Uint8Array, name: string): Promise<Account[]> {
  const start = new TextDecoder().decode(bytes.subarray(0, 4096)).trim();
  if (/^otpauth/i.test(start)) return inText(new TextDecoder().decode(bytes).trim());
  const codes = await readQrCodes(bytes);
  if (codes === null) {
    const isSvg = /^<(?:\?xml|svg|!DOCTYPE svg)/i.test(start);
    const seen = isSvg ? `${name} is an SVG drawing.` : `${name} isn't a PNG or JPEG picture.`;
    throw new OtpError("unreadable", `${seen} Take a screenshot of the element that shows the QR code.`);
  }
  const keys = codes.texts.filter((text) => /^\s*otpauth/i.test(text));
  if (keys.length > 0) return keys.flatMap(inText);
  const [other] = codes.texts;
  if (other !== undefined) throw notAKey(other);
  const seen = codes.hasUnreadable ? "has a QR code that can't be read" : "has no QR code";
  const advice =
    "Take a screenshot of the QR code's own element with its white border, after it is shown, and at a larger scale.";
  throw new OtpError("no-qr-code", `${name} ${seen}. ${advice}`);
}

function notAKey(text: string): OtpError {
  const result = parseKeyUri(text);
  const reason = result.ok ? "" : ` ${result.error.sentence}`;
  return new OtpError("not-otpauth", `The QR code isn't for an authenticator app.${reason}`);
}

function inText(text: string): Account[] {
  if (isMigrationLink(text)) return urisInMigrationLink(text).flatMap(inText);
  const result = parseKeyUri(text);
  if (!result.ok) throw new OtpError("bad-key", result.error.sentence);
  if (result.key.type === "totp") return [new Account(result.key)];
  const seen = "This key is counter-based (HOTP): its codes have no time steps.";
  throw new OtpError("bad-key", `${seen} Set up a time-based key (TOTP) for the test account.`);
}

function typedSecret(text: string): Account {
  const result = readTypedSecret(text);
  if (!result.ok) throw new OtpError("bad-key", result.error.sentence);
  const { secret } = result;
  return new Account({ type: "totp", issuer: "", account: "", secret, ...standardParameters });
}
