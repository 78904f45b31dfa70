import { createHmac, randomBytes } from "node:crypto";

/** Standard Webhooks allows 24 to 64 bytes. */
export const secretBytes = 32;

export function newSecret(): Buffer {
  return randomBytes(secretBytes);
}

export function shownSecret(secret: Uint8Array): string {
  return `whsec_${Buffer.from(secret).toString("base64")}`;
}

export interface Message {
  /** This ID is the same in each attempt, so a receiver can recognise a repeat. */
  id: string;
  body: string;
}

/** Makes the headers of Standard Webhooks 1.0.0, with a signature for each secret. The timestamp is the time of the attempt. */
export function headersOf(
  { id, body }: Message,
  secrets: readonly Uint8Array[],
  now: number,
): Record<string, string> {
  const timestamp = `${Math.floor(now / 1000)}`;
  const signatures = secrets.map((secret) =>
    createHmac("sha256", secret).update(`${id}.${timestamp}.${body}`).digest("base64"),
  );
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.map((signature) => `v1,${signature}`).join(" "),
  };
}
