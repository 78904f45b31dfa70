import { X509Certificate } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError } from "../config/config-error.ts";
import type { AttestationPolicy } from "./passkey-attestation.ts";

const pem = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

export async function readAttestationPolicy(path: string | null): Promise<AttestationPolicy> {
  if (path === null) return null;
  try {
    const texts = await Promise.all((await filesAt(path)).map((file) => readFile(file, "utf8")));
    const roots = texts.flatMap((text) => text.match(pem) ?? []).map((text) => new X509Certificate(text));
    if (roots.length > 0) return { roots };
  } catch (cause) {
    throw unreadable(path, { cause });
  }
  throw unreadable(path);
}

async function filesAt(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  return (await readdir(path)).filter((name) => /\.(pem|crt)$/.test(name)).map((name) => join(path, name));
}

function unreadable(path: string, options?: ErrorOptions): ConfigError {
  return new ConfigError(
    `PASSKEY_ATTESTATION_ROOTS: no PEM certificates could be read from ${path}.`,
    options,
  );
}
