import { hash } from "node:crypto";

interface NamedApplication {
  name: string;
  clientId?: string | undefined;
}

/** A UUID of version 8 (RFC 9562 §5.8), so that an application's settings stay the same at each start. */
export function clientIdOf({ name, clientId }: NamedApplication): string {
  if (clientId !== undefined) return clientId;
  const digits = hash("sha256", `sallyport application ${name}`, "hex");
  const parts = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `8${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ];
  return parts.join("-");
}
