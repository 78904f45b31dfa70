import { isDeepStrictEqual } from "node:util";

export function mustBe<Value>(is: Value, should: Value, where: string): void {
  if (isDeepStrictEqual(is, should)) return;
  throw new Error(`${where}: is ${JSON.stringify(is)}, and should be ${JSON.stringify(should)}`);
}
