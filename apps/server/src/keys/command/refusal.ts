import { SecureStoreError } from "@sallyport/secure-store/secure-store";
import { ConfigError } from "../../config/config-error.ts";
import { databaseTrouble } from "../../database/trouble.ts";
import { UsageError, usage } from "./arguments.ts";

/** How a command reports that it was refused, to a person and to a program. */
export interface Refusal {
  /** `usage`, `settings`, `unavailable`, or the error code of the key store. */
  code: string;
  message: string;
  /** The output for people; with `--json` only `code` and `message` are printed. */
  text: string;
  exitCode: number;
}

/** The refusal for an expected error; undefined for any other error. */
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
