import type { Me } from "@sallyport/contract/sign-in";
import { useOutletContext } from "react-router";

/** Both layouts provide the current user to their pages. */
export function useMe(): Me {
  return useOutletContext<Me>();
}
