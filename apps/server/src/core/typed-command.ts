/** The installed package contains JavaScript. The repository contains TypeScript. */
export const isPacked = import.meta.filename.endsWith(".js");

/** Returns what to type: `sallyport keys status`, or `npm run keys -- status` in the repository. */
export function typedCommand(name: string, words = "", inPackage = isPacked): string {
  const program = inPackage ? `sallyport ${name}` : `npm run ${name}`;
  if (words === "") return program;
  return inPackage ? `${program} ${words}` : `${program} -- ${words}`;
}
