import { Refused } from "@sallyport/server/src/core/refusal.ts";
import { Trouble } from "../trouble.ts";

export async function orTaken(what: string, check: Promise<void>): Promise<void> {
  try {
    await check;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new Trouble(`There is already a ${what}, or another one with its address. Give it another name.`);
  }
}
