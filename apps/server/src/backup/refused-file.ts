export class RefusedFile extends Error {
  override readonly name = "RefusedFile";
}

const reasons: Record<string, string> = {
  EEXIST: "it is there already, and nothing is overwritten",
  ENOENT: "there is no such file or folder",
  ENOTDIR: "its folder is a file",
  EISDIR: "it is a folder",
  EACCES: "you have no permission",
  EPERM: "you have no permission",
  EROFS: "its file system is read-only",
  ENOSPC: "the disk is full",
  EBUSY: "it is mounted as a single file, so it can't be replaced; mount its folder instead",
  ELOOP: "its links lead in a circle",
  ENAMETOOLONG: "its name is too long",
};

export function refusedFile(path: string, error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const reason = reasons[code];
  return reason === undefined ? error : new RefusedFile(`${path}: ${reason}.`, { cause: error });
}
