import { formatKeyUri } from "@sallyport/totp/key-uri";
import { standardParameters } from "@sallyport/totp/totp";
import { OtpError } from "./otp-error.ts";

// The export of Google Authenticator is a protocol buffer of the message MigrationPayload.
const field = { accounts: 1, secret: 1, name: 2, issuer: 3, algorithm: 4, digits: 5, type: 6, counter: 7 };
const algorithms = [undefined, "SHA1", "SHA256", "SHA512"] as const;
const eightDigits = 2;
const counterBased = 1;

type Fields = Map<number, (number | Uint8Array)[]>;

export function isMigrationLink(text: string): boolean {
  return /^otpauth-migration:/i.test(text.trim());
}

/** Returns an `otpauth://` URI for each account in an export of Google Authenticator. */
export function urisInMigrationLink(text: string): string[] {
  try {
    const data = /[?&]data=([^&#]*)/.exec(text)?.[1] ?? "";
    const payload = fieldsIn(Buffer.from(decodeURIComponent(data), "base64"));
    const accounts = (payload.get(field.accounts) ?? []).filter((each) => typeof each !== "number");
    if (accounts.length === 0) throw new RangeError("There is no account.");
    return accounts.map((account) => uriOf(fieldsIn(account)));
  } catch (cause) {
    const advice = "Export the accounts again, or use the QR code that the application shows at set-up.";
    throw new OtpError("bad-key", `This export of Google Authenticator is damaged. ${advice}`, { cause });
  }
}

function uriOf(fields: Fields): string {
  const number = (which: number) => fields.get(which)?.find((each) => typeof each === "number") ?? 0;
  const bytes = (which: number) => fields.get(which)?.find((each) => typeof each !== "number");
  const text = (which: number) => new TextDecoder().decode(bytes(which));
  const algorithm = algorithms[number(field.algorithm) || 1];
  if (algorithm === undefined) throw new RangeError("The algorithm is not known.");
  const issuer = text(field.issuer);
  const name = text(field.name);
  const common = {
    issuer,
    account: issuer !== "" && name.startsWith(`${issuer}:`) ? name.slice(issuer.length + 1).trim() : name,
    secret: bytes(field.secret) ?? new Uint8Array(),
    algorithm,
    digits: number(field.digits) === eightDigits ? 8 : 6,
  };
  if (number(field.type) === counterBased) {
    return formatKeyUri({ ...common, type: "hotp", counter: number(field.counter) });
  }
  return formatKeyUri({ ...common, type: "totp", periodSeconds: standardParameters.periodSeconds });
}

/** Reads the fields of a message. Only numbers and byte strings occur in these exports. */
function fieldsIn(bytes: Uint8Array): Fields {
  const fields: Fields = new Map();
  let at = 0;
  while (at < bytes.length) {
    const tag = varint();
    const kind = tag % 8;
    if (kind !== 0 && kind !== 2) throw new RangeError("The field has an unknown kind.");
    const value = kind === 0 ? varint() : slice(varint());
    const number = Math.floor(tag / 8);
    fields.set(number, [...(fields.get(number) ?? []), value]);
  }
  return fields;

  function varint(): number {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined) break;
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
    throw new RangeError("A number has no end.");
  }

  function slice(length: number): Uint8Array {
    if (at + length > bytes.length) throw new RangeError("A text has no end.");
    at += length;
    return bytes.subarray(at - length, at);
  }
}
