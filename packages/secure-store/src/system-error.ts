import { type ErrorCode, SecureStoreError } from "./secure-store.ts";

const meanings: Record<string, ErrorCode> = {
  ENOENT: "not-found",
  ENOTDIR: "not-found",
  EACCES: "permission",
  EPERM: "permission",
  EROFS: "permission",
  ENOSPC: "no-space",
  EDQUOT: "no-space",
  EISDIR: "unsupported",
};

export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown";
}

/** The system's code is added to `sentence`, so `sentence` has no full stop. */
export function fileRefusal(sentence: string, cause: unknown): SecureStoreError {
  const systemCode = codeOf(cause);
  return new SecureStoreError(meanings[systemCode] ?? "internal", `${sentence} (${systemCode}).`, { cause });
}
