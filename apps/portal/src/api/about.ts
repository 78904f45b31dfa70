import { about } from "@sallyport/contract/about";
import { call } from "@sallyport/contract/call";
import { useQuery } from "@tanstack/react-query";

/**
 * Loads the name of this installation and the addresses of its parts. They are loaded only once, because they don't
 * change.
 */
export function useAbout() {
  return useQuery({
    queryKey: ["about"],
    queryFn: ({ signal }) => call(about, {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
