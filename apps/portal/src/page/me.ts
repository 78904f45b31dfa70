import type { Me } from "@sallyport/contract/sign-in";
import { useOutletContext } from "react-router";

export function useMe(): Me {
  return useOutletContext<Me>();
}
