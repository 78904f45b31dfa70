import { createHmac, randomBytes } from "node:crypto";

/** Standard Webhooks allows 24 to 64 bytes. */
const secretBytes = 32;

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

/** Makes the headers of Standard Webhooks 1.0.0. The timestamp is the time of the attempt. */
export function headersOf({ id, body }: Message, secret: Uint8Array, now: number): Record<string, string> {
  const timestamp = `${Math.floor(now / 1000)}`;
  const signature = createHmac("sha256", secret).update(`${id}.${timestamp}.${body}`).digest("base64");
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature}`,
  };
}
