import { listAdministrators } from "@sallyport/contract/administrators";
import { call } from "@sallyport/contract/call";
import { showPermissions } from "@sallyport/contract/permissions";
import { useQuery } from "@tanstack/react-query";

export const administratorsKey = ["administrators"] as const;

export function useAdministrators() {
  return useQuery({
    queryKey: administratorsKey,
    queryFn: ({ signal }) => call(listAdministrators, {}, signal),
    select: ({ administrators }) => administrators,
  });
}

/** The rules are read once, because they change only with a new version of the server. */
export function usePermissions() {
  return useQuery({
    queryKey: ["permissions"],
    queryFn: ({ signal }) => call(showPermissions, {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
