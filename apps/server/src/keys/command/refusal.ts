import { SecureStoreError } from "@sallyport/secure-store/secure-store";
import { ConfigError } from "../../config/config-error.ts";
import { databaseTrouble } from "../../database/trouble.ts";
import { UsageError, usage } from "./arguments.ts";

/** A command that was refused, for a person and for a program. */
export interface Refusal {
  /** `usage`, `settings`, or what the key store says. */
  code: string;
  message: string;
  /** What a person reads. */
  text: string;
  exitCode: number;
}

/** Undefined for an unexpected error, which isn't a refusal. */
export function refusalFor(error: unknown): Refusal | undefined {
  if (error instanceof UsageError) {
    return { code: "usage", message: error.message, text: `${error.message}\n\n${usage}`, exitCode: 2 };
  }
  if (error instanceof ConfigError) {
    return { code: "settings", message: error.message, text: error.message, exitCode: 1 };
  }
  if (error instanceof SecureStoreError) {
    const { code, message } = error;
    return { code, message, text: `${message} (${code})`, exitCode: 1 };
  }
  const message = databaseTrouble(error);
  return message === null ? undefined : { code: "unavailable", message, text: message, exitCode: 1 };
}
