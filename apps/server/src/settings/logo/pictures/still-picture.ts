import { logoSides } from "@sallyport/contract/logo";

export interface Picture {
  type: "image/png" | "image/jpeg" | "image/webp";
  width: number;
  height: number;
  bytes: Buffer;
}

/** Thrown for a file that isn't one still picture of an allowed size, or that has unexpected parts. */
export class NotPlain extends Error {
  override readonly name = "NotPlain";
}

export function refuseSides(width: number, height: number): void {
  // defence: AT-97 bomb
  if (isUnfit(width) || isUnfit(height)) throw new NotPlain("too small or too large");
}

function isUnfit(side: number): boolean {
  return side < logoSides.shortest || side > logoSides.longest;
}
