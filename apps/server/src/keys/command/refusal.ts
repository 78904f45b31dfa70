import { SecureStoreError } from "@sallyport/secure-store/secure-store";
import { ConfigError } from "../../config/config-error.ts";
import { databaseTrouble } from "../../database/trouble.ts";
import { UsageError, usage } from "./arguments.ts";

export interface Refusal {
  /** `usage`, `settings`, `unavailable`, or an error code of the key store. */
  code: string;
  message: string;
  /** `--json` prints only `code` and `message`. */
  text: string;
  exitCode: number;
}

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
