import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";

export interface Certificate {
  der: Uint8Array;
  key: KeyObject;
  subject: string;
}

export interface Wanted {
  subject: string;
  issuer?: Certificate;
  isAuthority?: boolean;
  from?: Date;
  to?: Date;
}

export function pemOf({ der }: Certificate): string {
  const lines = Buffer.from(der).toString("base64").replaceAll(/.{64}/g, "$&\n");
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

/**
 * Makes a certificate (RFC 5280 §4.1) like the certificate of an authenticator's manufacturer (WebAuthn Level 3
 * §8.2.1).
 */
export function certificate({ subject, issuer, isAuthority = false, ...validity }: Wanted): Certificate {
  const { publicKey, privateKey: key } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { from = new Date("2020-01-01"), to = new Date("2049-01-01") } = validity;
  const toBeSigned = sequence(
    tagged(0xa0, integer(2)),
    integer(1),
    ecdsaWithSha256,
    nameOf(issuer?.subject ?? subject),
    sequence(time(from), time(to)),
    nameOf(subject),
    publicKey.export({ format: "der", type: "spki" }),
    tagged(0xa3, sequence(basicConstraints(isAuthority))),
  );
  const signature = sign("sha256", toBeSigned, issuer?.key ?? key);
  const der = sequence(toBeSigned, ecdsaWithSha256, tagged(0x03, Buffer.from([0]), signature));
  return { der: new Uint8Array(der), key, subject };
}

// The following functions write DER (ITU-T X.690 §10).

function tagged(tag: number, ...contents: Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const head = length < 0x80 ? [tag, length] : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), content]);
}

function sequence(...contents: Uint8Array[]): Buffer {
  return tagged(0x30, ...contents);
}

function integer(value: number): Buffer {
  return tagged(0x02, Buffer.from([value]));
}

function identifier(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, "hex"));
}

function text(tag: number, value: string): Buffer {
  return tagged(tag, Buffer.from(value));
}

function time(at: Date): Buffer {
  return text(0x17, `${at.toISOString().slice(2, 19).replaceAll(/[-T:]/g, "")}Z`);
}

function nameOf(commonName: string): Buffer {
  const parts = [
    ["550406", text(0x13, "ZZ")],
    ["55040a", text(0x0c, "A maker of keys")],
    ["55040b", text(0x0c, "Authenticator Attestation")],
    ["550403", text(0x0c, commonName)],
  ] as const;
  return sequence(...parts.map(([type, value]) => tagged(0x31, sequence(identifier(type), value))));
}

function basicConstraints(isAuthority: boolean): Buffer {
  const constraints = isAuthority ? sequence(tagged(0x01, Buffer.from([0xff]))) : sequence();
  return sequence(identifier("551d13"), tagged(0x01, Buffer.from([0xff])), tagged(0x04, constraints));
}

const ecdsaWithSha256 = sequence(identifier("2a8648ce3d040302"));
