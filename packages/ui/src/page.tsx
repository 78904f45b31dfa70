import { type ComponentType, lazy } from "react";

/** Loads the page's file when the page is first shown. */
export function page<Name extends string, Props>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
) {
  return lazy(async () => ({ default: (await load())[name] }));
}
