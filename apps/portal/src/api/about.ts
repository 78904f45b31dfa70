import { about } from "@sallyport/contract/about";
import { call } from "@sallyport/contract/call";
import { useQuery } from "@tanstack/react-query";

/** What this place is called and where its parts are. It does not change while a page is open. */
export function useAbout() {
  return useQuery({
    queryKey: ["about"],
    queryFn: ({ signal }) => call(about, {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
