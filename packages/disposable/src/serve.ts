import { openControl } from "./control/control.ts";
import { describe } from "./control/description.ts";
import type { Description } from "./shown.ts";
import { type StackOptions, startStack } from "./stack.ts";

/** Serves until the process ends. */
export async function serve(options: StackOptions): Promise<Description> {
  const stack = await startStack(options);
  const control = await openControl(stack);
  return describe(stack, control.address);
}
