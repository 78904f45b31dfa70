/** The installed package contains JavaScript, and the repository TypeScript. */
export const isPacked = import.meta.filename.endsWith(".js");

/** Administrators type `sallyport keys status`, and in the repository `npm run keys -- status`. */
export function typedCommand(name: string, words = "", inPackage = isPacked): string {
  const program = inPackage ? `sallyport ${name}` : `npm run ${name}`;
  if (words === "") return program;
  return inPackage ? `${program} ${words}` : `${program} -- ${words}`;
}
