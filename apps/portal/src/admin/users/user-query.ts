import { call } from "@sallyport/contract/call";
import { showUserSecurity } from "@sallyport/contract/user-security";
import { showUser } from "@sallyport/contract/users";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";

export function userKey(id: string) {
  return ["user", id] as const;
}

export function userSecurityKey(id: string) {
  return ["user-security", id] as const;
}

function userQuery(id: string) {
  return queryOptions({
    queryKey: userKey(id),
    queryFn: ({ signal }) => call(showUser, { params: { id } }, signal),
  });
}

export function useUser(id: string) {
  return useQuery(userQuery(id));
}

export function useFreshUser(id: string) {
  const client = useQueryClient();
  return () => client.fetchQuery(userQuery(id));
}

export function useUserSecurity(id: string) {
  return useQuery({
    queryKey: userSecurityKey(id),
    queryFn: ({ signal }) => call(showUserSecurity, { params: { id } }, signal),
  });
}
