import type { KeyObject } from "node:crypto";

const curves: Readonly<Record<string, number>> = { "P-256": 1, "P-384": 2, Ed25519: 6 };

/** Makes a COSE_Key (RFC 9053 §7, RFC 8230 §4). */
export function coseKeyOf(publicKey: KeyObject, algorithm: number): Map<number, unknown> {
  const { kty, crv = "", x, y, n, e } = publicKey.export({ format: "jwk" });
  const kind = { OKP: 1, EC: 2, RSA: 3 }[kty ?? ""];
  const own = kty === "RSA" ? [n, e].map(bytes) : [curves[crv], ...[x, y].flatMap(given).map(bytes)];
  return new Map<number, unknown>([
    [1, kind],
    [3, algorithm],
    ...own.map((value, place) => [-1 - place, value] as const),
  ]);
}

function given(value: string | undefined): string[] {
  return value === undefined ? [] : [value];
}

function bytes(value = ""): Uint8Array {
  return new Uint8Array(Buffer.from(value, "base64url"));
}
