/** The first letters of the first two words, or nothing if the name has no letter or digit. */
export function initials(name: string): string {
  const firsts = name.match(/(?<![\p{L}\p{N}\p{M}])[\p{L}\p{N}]\p{M}*/gu) ?? [];
  return firsts.slice(0, 2).join("").toLocaleUpperCase("en");
}
