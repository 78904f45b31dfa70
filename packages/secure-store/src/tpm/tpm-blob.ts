import { SecureStoreError } from "../secure-store.ts";

/** A key that a TPM has sealed. Nothing in the blob is secret. */
export interface TpmBlob {
  readonly publicPart: Uint8Array;
  readonly privatePart: Uint8Array;
  /** The name of the TPM's own parent key (TPM 2.0 Library, Part 1, §16). */
  readonly parentName: string;
  /** The key is bound to the values of these registers, such as `sha256:7,16`. */
  readonly pcrs: string | undefined;
}

const prefix = "tpm1";
const noPcrs = "none";
const shape = new RegExp(
  [
    `^${prefix}`,
    "([\\w-]{16,1024})",
    "([\\w-]{16,1024})",
    "([0-9a-f]{68})",
    `(${noPcrs}|sha\\d+:\\d+(?:,\\d+)*)$`,
  ].join("\\."),
);

/** True if the text names registers of one bank, such as `sha256:7,16`. */
export function isPcrSelection(text: string): boolean {
  return /^sha(?:1|256|384|512):(?:1?\d|2[0-3])(?:,(?:1?\d|2[0-3]))*$/.test(text);
}

/** Writes `tpm1.public.private.parentName.pcrs`, with the public and the private part in base64url. */
export function printTpmBlob({ publicPart, privatePart, parentName, pcrs = noPcrs }: TpmBlob): string {
  const parts = [publicPart, privatePart].map((part) => Buffer.from(part).toString("base64url"));
  return [prefix, ...parts, parentName, pcrs].join(".");
}

export function isBoundToPcrs(text: string): boolean {
  return !text.endsWith(`.${noPcrs}`);
}

export function parseTpmBlob(text: string): TpmBlob {
  const [, publicPart = "", privatePart = "", parentName = "", pcrs = ""] = shape.exec(text) ?? [];
  if (pcrs !== noPcrs && !isPcrSelection(pcrs)) {
    throw new SecureStoreError("corrupt", "The TPM slot is damaged.");
  }
  return {
    publicPart: Buffer.from(publicPart, "base64url"),
    privatePart: Buffer.from(privatePart, "base64url"),
    parentName,
    pcrs: pcrs === noPcrs ? undefined : pcrs,
  };
}
