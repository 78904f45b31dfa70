import { mostImportedBytes } from "@sallyport/contract/user-import";

const megabyte = 1024 * 1024;

/**
 * Returns why the file can't be used, or null. Call this before the file is read, because the file might be too
 * large.
 */
export function fileMistake({ name, size }: Pick<File, "name" | "size">): string | null {
  if (name === "" && size === 0) return "Choose a file.";
  if (size === 0) return "This file is empty.";
  if (size <= mostImportedBytes) return null;
  const most = mostImportedBytes / megabyte;
  return `This file has ${Math.ceil(size / megabyte)} MB. A file may have at most ${most} MB. Split it.`;
}
