/** True in the installed package, which contains JavaScript. The repository contains TypeScript. */
export const isPacked = import.meta.filename.endsWith(".js");

/** How an administrator types a command: `sallyport keys status`, and in the repository `npm run keys -- status`. */
export function typedCommand(name: string, words = "", inPackage = isPacked): string {
  const program = inPackage ? `sallyport ${name}` : `npm run ${name}`;
  if (words === "") return program;
  return inPackage ? `${program} ${words}` : `${program} -- ${words}`;
}
