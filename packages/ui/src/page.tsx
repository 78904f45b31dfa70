import { type ComponentType, lazy } from "react";

/** The page's file is loaded when the page is first shown. */
export function page<Name extends string, Props>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
) {
  return lazy(async () => ({ default: (await load())[name] }));
}
