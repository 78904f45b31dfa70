import { listAdministrators } from "@sallyport/contract/administrators";
import { call } from "@sallyport/contract/call";
import { useQuery } from "@tanstack/react-query";

export const administratorsKey = ["administrators"] as const;

export function useAdministrators() {
  return useQuery({
    queryKey: administratorsKey,
    queryFn: ({ signal }) => call(listAdministrators, {}, signal),
    select: ({ administrators }) => administrators,
  });
}
