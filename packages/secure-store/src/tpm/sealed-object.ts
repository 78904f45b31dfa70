import { SecureStoreError } from "../secure-store.ts";
import type { TpmAtHand } from "./tpm-at-hand.ts";
import type { TpmBlob } from "./tpm-blob.ts";

// With `noda`, the TPM's protection against dictionary attacks ignores an object. Without `noda`, three crashes
// during an unseal would lock the TPM. The objects don't need this protection: their authorisation is empty, so
// there is nothing to guess.

export interface SealingRules {
  /** The key is bound to the current values of these platform configuration registers. */
  readonly pcrs?: string | undefined;
  /** True if the key is encrypted on the bus between processor and chip. */
  readonly isSessionEncrypted: boolean;
}

/**
 * Seals a key under the parent key. The TPM doesn't store the parent key, so the TPM derives the parent key
 * again.
 */
export async function sealObject(tpm: TpmAtHand, key: Uint8Array, rules: SealingRules): Promise<TpmBlob> {
  await createPrimary(tpm);
  const parentName = await nameOfPrimary(tpm);
  const policy = rules.pcrs === undefined ? [] : await policyFor(tpm, rules.pcrs);
  const attributes = `fixedtpm|fixedparent|${rules.pcrs === undefined ? "userwithauth" : "adminwithpolicy"}|noda`;
  const session = rules.isSessionEncrypted ? await startSession(tpm) : undefined;
  const parent = ["-C", "primary.ctx", ...(session ? ["-P", `session:${session}`] : [])];
  const files = ["-u", "public", "-r", "private"];
  await tpm.run("create", ["-Q", ...parent, "-i", "-", ...files, "-a", attributes, ...policy], {
    input: key,
    writes: ["public", "private"],
  });
  if (session) await tpm.run("flushcontext", [session]);
  return {
    publicPart: await tpm.read("public"),
    privatePart: await tpm.read("private"),
    parentName,
    pcrs: rules.pcrs,
  };
}

/** Opens a sealed object. Works only with the TPM that sealed it. */
export async function openObject(
  tpm: TpmAtHand,
  blob: TpmBlob,
  { isSessionEncrypted }: SealingRules,
): Promise<Uint8Array> {
  await tpm.write("public", blob.publicPart);
  await tpm.write("private", blob.privatePart);
  await createPrimary(tpm);
  // An attacker on the bus could replace the parent key and decrypt the session, so the parent key is checked.
  if (isSessionEncrypted) await requireSameTpm(tpm, blob);
  await load(tpm, blob);
  const session = isSessionEncrypted ? await startSession(tpm) : undefined;
  const authorisation = blob.pcrs === undefined ? session && `session:${session}` : `pcr:${blob.pcrs}`;
  const key = await tpm.run("unseal", [
    "-c",
    "object.ctx",
    ...(authorisation ? ["-p", authorisation] : []),
    ...(session && blob.pcrs !== undefined ? ["-S", session] : []),
  ]);
  if (session) await tpm.run("flushcontext", [session]);
  return key;
}

async function createPrimary(tpm: TpmAtHand): Promise<void> {
  const attributes = "fixedtpm|fixedparent|sensitivedataorigin|userwithauth|restricted|decrypt|noda";
  const kind = ["-C", "o", "-g", "sha256", "-G", "ecc256:aes128cfb", "-a", attributes];
  // No flush is needed. A TPM has room for at least three objects (TCG PC Client Platform TPM Profile). The
  // next tool loads at most two more.
  const call = { writes: ["primary.ctx"], leavesRoom: true };
  await tpm.run("createprimary", ["-Q", ...kind, "-c", "primary.ctx"], call);
}

async function nameOfPrimary(tpm: TpmAtHand): Promise<string> {
  await tpm.run("readpublic", ["-Q", "-c", "primary.ctx", "-n", "primary.name"], {
    writes: ["primary.name"],
  });
  return Buffer.from(await tpm.read("primary.name")).toString("hex");
}

async function load(tpm: TpmAtHand, blob: TpmBlob): Promise<void> {
  try {
    const files = ["-u", "public", "-r", "private"];
    await tpm.run("load", ["-Q", "-C", "primary.ctx", ...files, "-c", "object.ctx"], {
      writes: ["object.ctx"],
    });
  } catch (error) {
    const isIntegrityFailure = error instanceof SecureStoreError && error.code === "wrong-device";
    if (!isIntegrityFailure) throw error;
    // The TPM returns the same error for an altered object and for an object of another TPM.
    await requireSameTpm(tpm, blob);
    throw new SecureStoreError("corrupt", "The sealed key was altered.", { cause: error });
  }
}

async function requireSameTpm(tpm: TpmAtHand, { parentName }: TpmBlob): Promise<void> {
  if ((await nameOfPrimary(tpm)) !== parentName) {
    throw new SecureStoreError(
      "wrong-device",
      "The key was sealed by another TPM, or by this one before it was cleared.",
    );
  }
}

async function policyFor(tpm: TpmAtHand, pcrs: string): Promise<string[]> {
  await tpm.run("startauthsession", ["-Q", "-S", "trial.ctx"], { writes: ["trial.ctx"] });
  await tpm.run("policypcr", ["-Q", "-S", "trial.ctx", "-l", pcrs, "-L", "policy"], { writes: ["policy"] });
  await tpm.run("flushcontext", ["trial.ctx"]);
  return ["-L", "policy"];
}

async function startSession(tpm: TpmAtHand): Promise<string> {
  const session = "session.ctx";
  const salted = ["--hmac-session", "--tpmkey-context", "primary.ctx", "-S", session];
  await tpm.run("startauthsession", ["-Q", ...salted], { writes: [session] });
  await tpm.run("sessionconfig", ["-Q", "--enable-encrypt", "--enable-decrypt", session]);
  return session;
}
