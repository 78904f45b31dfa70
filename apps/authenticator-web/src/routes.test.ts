import { authenticatorPages } from "@sallyport/contract/pages";
import { createRoutesFromElements, type RouteObject } from "react-router";
import { expect, test } from "vitest";
import { routes } from "./routes.tsx";

function pathsOf(branches: readonly RouteObject[], above = ""): string[] {
  return branches.flatMap(({ path = "", children }) => {
    const full = path.startsWith("/") ? path.replace(/\/$/, "") : [above, path].filter(Boolean).join("/");
    return children ? pathsOf(children, full) : [full || "/"];
  });
}

const isOnlyHere = (path: string) => path.endsWith("*") || path === "/kit";

test("the server is told of every page here, and of no other", () => {
  const pages = pathsOf(createRoutesFromElements(routes)).map((path) =>
    path.startsWith("/") ? path : `/${path}`,
  );
  expect(pages.filter((path) => !isOnlyHere(path)).toSorted()).toEqual(authenticatorPages.toSorted());
});
