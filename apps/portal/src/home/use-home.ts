import { call } from "@sallyport/contract/call";
import { home } from "@sallyport/contract/home";
import { useQuery } from "@tanstack/react-query";

export function useHome() {
  return useQuery({ queryKey: ["home"], queryFn: ({ signal }) => call(home, {}, signal) });
}
