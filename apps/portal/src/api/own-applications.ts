import { call } from "@sallyport/contract/call";
import { listOwnApplications } from "@sallyport/contract/own-applications";
import { useQuery } from "@tanstack/react-query";

export function useOwnApplications() {
  return useQuery({
    queryKey: ["own-applications"],
    queryFn: ({ signal }) => call(listOwnApplications, {}, signal),
  });
}
