import { call } from "@sallyport/contract/call";
import { endApplicationLogin, listApplicationLogins } from "@sallyport/contract/own-applications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

const queryKey = ["application-logins"];

export function useApplicationLogins() {
  return useQuery({ queryKey, queryFn: ({ signal }) => call(listApplicationLogins, {}, signal) });
}

export function useEndApplicationLogin(id: string, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(endApplicationLogin, { params: { id } }),
    onSuccess: async (logins) => {
      // A running query is cancelled, because its older response could overwrite `logins`.
      await client.cancelQueries({ queryKey });
      client.setQueryData(queryKey, logins);
      onDone();
    },
  });
}
