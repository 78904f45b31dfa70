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

/** `sentence` has no full stop, because the system's error code is added to it. */
export function fileRefusal(sentence: string, cause: unknown): SecureStoreError {
  const systemCode = codeOf(cause);
  return new SecureStoreError(meanings[systemCode] ?? "internal", `${sentence} (${systemCode}).`, { cause });
}
