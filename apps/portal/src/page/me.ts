import type { Me } from "@sallyport/contract/sign-in";
import { useOutletContext } from "react-router";

/** The current user. The layouts of both realms provide it to their pages. */
export function useMe(): Me {
  return useOutletContext<Me>();
}
