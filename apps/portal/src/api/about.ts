import { about } from "@sallyport/contract/about";
import { call } from "@sallyport/contract/call";
import { useQuery } from "@tanstack/react-query";

export function useAbout() {
  return useQuery({
    queryKey: ["about"],
    queryFn: ({ signal }) => call(about, {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
