import { about } from "@sallyport/contract/about";
import { call } from "@sallyport/contract/call";
import { useQuery } from "@tanstack/react-query";

/** The name of this installation and the addresses of its parts. They don't change while a page is open. */
export function useAbout() {
  return useQuery({
    queryKey: ["about"],
    queryFn: ({ signal }) => call(about, {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
