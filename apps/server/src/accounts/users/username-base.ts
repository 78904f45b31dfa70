import { fold } from "../../core/folded-words.ts";

const longest = 64;
const longestBase = longest - 6;

/** The part of the address before the @ or +, or else the name. Null if neither has a letter or digit. */
export function usernameBase({ name, email }: { name: string; email: string }): string | null {
  const [local = ""] = email.split(/[@+]/, 1);
  return asUsername(local) ?? asUsername(name);
}

function asUsername(text: string): string | null {
  const plain = fold(text)
    .replaceAll(/[^a-z0-9._-]+/g, ".")
    .replaceAll(/\.{2,}/g, ".")
    .replace(/^[^a-z0-9]+/, "")
    .slice(0, longestBase)
    .replace(/[^a-z0-9]+$/, "");
  return plain === "" ? null : plain;
}

/** For `ada`, the 2nd proposal is `ada2`. */
export function nthUsername(base: string, n: number): string {
  return n === 1 ? base : `${base}${n}`;
}
