import { useEffect } from "react";
import { useLocation } from "react-router";

const path = "/admin/users";
let lastSearch = "";

export function useRememberedList(): void {
  const { pathname, search } = useLocation();
  useEffect(() => {
    if (pathname === path) lastSearch = search;
  }, [pathname, search]);
}

export function listOfUsers(): string {
  return path + lastSearch;
}
