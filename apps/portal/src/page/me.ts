import type { Me } from "@sallyport/contract/sign-in";
import { useOutletContext } from "react-router";

/** Who is inside. The layouts of both realms hand it to their pages. */
export function useMe(): Me {
  return useOutletContext<Me>();
}
