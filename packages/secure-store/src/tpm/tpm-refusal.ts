import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { type ErrorCode, refusalOf, SecureStoreError } from "../secure-store.ts";
import { codeOf } from "../system-error.ts";

// The response codes are those of the TCG TPM 2.0 Library, Part 2, §6.6. A format-one code also contains the
// number of a parameter, handle or session. This module removes this number.

/** The failure mode lasts until the TPM is restarted (TPM 2.0 Library, Part 1, "Failure Mode"). */
const failureMode = 0x101;

const meanings: Record<number, readonly [ErrorCode, string]> = {
  [failureMode]: [
    "unavailable",
    "The TPM is in failure mode until it is restarted; a software TPM's disk may be full.",
  ],
  0x12f: ["policy-failed", "The key is bound to the machine's state, and this was not shown to the TPM."],
  0x902: ["busy", "The TPM has no memory for another object right now."],
  0x903: ["busy", "The TPM has no memory for another session right now."],
  0x904: ["busy", "The TPM has no memory right now."],
  0x905: ["busy", "The TPM has no session handle left right now."],
  0x908: ["busy", "The TPM put the command off."],
  0x90a: ["busy", "The TPM is still testing itself."],
  0x910: ["busy", "Another program flushed an object that was in use."],
  0x921: ["lockout", "The TPM is locked for a while after too many wrong authorisations."],
  0x922: ["busy", "The TPM asks to try again."],
  0x085: [
    "unavailable",
    "The TPM's owner hierarchy is switched off. Enable it in the firmware settings, where it is called Storage " +
      "Hierarchy or Owner Hierarchy, then restart the machine; a software TPM has it back after a restart.",
  ],
  0x08b: ["busy", "Another program flushed an object that was in use."],
  0x08e: ["auth-failed", "The TPM did not accept the authorisation."],
  0x09d: ["policy-failed", "The machine's state differs from the one that the key was bound to."],
  0x09f: ["wrong-device", "The key was sealed by another TPM, or by this one before it was cleared."],
  0x0a2: ["auth-failed", "The TPM asks for an authorisation; is an owner password set?"],
};

const resourceManagerLayer = 0x0c_00_00;
const transportLayer = 0x0a_00_00;
const marshallingLayer = 0x09_00_00;

export async function tpmRefusal(tool: string, complaint: string, tcti: string): Promise<SecureStoreError> {
  const options = { cause: new Error(`tpm2_${tool}: ${complaint.trim()}`) };
  if (complaint.includes("Could not load tcti")) return unreachable(tcti, options);
  const [code, sentence] = meaningOf(complaint, tool);
  return new SecureStoreError(code, sentence, options);
}

export function isFailureMode(error: unknown): boolean {
  const { cause } = refusalOf(error);
  return cause instanceof Error && responseCodeIn(cause.message) === failureMode;
}

function meaningOf(complaint: string, tool: string): readonly [ErrorCode, string] {
  const responseCode = responseCodeIn(complaint);
  const layer = responseCode & 0xff_00_00;
  if (complaint.includes("Error deserializing") || layer === marshallingLayer) return damaged;
  if (layer === transportLayer) return ["unavailable", "The connection to the TPM broke off."];
  if (layer !== 0 && layer !== resourceManagerLayer) return failed(tool);
  const known = meanings[withoutPosition(responseCode & 0xffff)];
  if (known) return known;
  // If a load fails with an unknown format-one code, the object is damaged.
  return tool === "load" && isFormatOne(responseCode) ? damaged : failed(tool);
}

const damaged = ["corrupt", "The sealed key is damaged."] as const;

function failed(tool: string): readonly [ErrorCode, string] {
  return ["internal", `tpm2_${tool} failed for a reason that is not known here.`];
}

function responseCodeIn(complaint: string): number {
  const digits = /\(0x([0-9a-f]+)\)|: 0x([0-9a-f]+)\b/i.exec(complaint);
  return Number.parseInt(digits?.[1] ?? digits?.[2] ?? "0", 16);
}

function isFormatOne(responseCode: number): boolean {
  return (responseCode & 0x80) !== 0;
}

function withoutPosition(responseCode: number): number {
  return isFormatOne(responseCode) ? responseCode & 0xbf : responseCode;
}

async function unreachable(tcti: string, options: ErrorOptions): Promise<SecureStoreError> {
  const path = /^(?:device:|swtpm:path=)(.+)$/.exec(tcti)?.[1];
  const obstacle = path === undefined ? undefined : await obstacleAt(path);
  if (obstacle === "EACCES") {
    return new SecureStoreError("permission", `This process may not use the TPM at ${path}.`, options);
  }
  if (obstacle === undefined && tcti.startsWith("device:")) {
    return new SecureStoreError("busy", `Another process holds the TPM at ${path}.`, options);
  }
  return new SecureStoreError("unavailable", `No TPM answers at ${tcti}.`, options);
}

async function obstacleAt(path: string): Promise<string | undefined> {
  return access(path, constants.R_OK | constants.W_OK).then(() => undefined, codeOf);
}
