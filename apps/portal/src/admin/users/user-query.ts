import { call } from "@sallyport/contract/call";
import { showUser } from "@sallyport/contract/users";
import { useQuery } from "@tanstack/react-query";

export function userKey(id: string) {
  return ["user", id] as const;
}

export function useUser(id: string) {
  return useQuery({
    queryKey: userKey(id),
    queryFn: ({ signal }) => call(showUser, { params: { id } }, signal),
  });
}
