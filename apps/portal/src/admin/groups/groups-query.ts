import { call } from "@sallyport/contract/call";
import { listGroups, showGroup, showNewUsers, showUserGroups } from "@sallyport/contract/groups";
import { listUsers } from "@sallyport/contract/users";
import type { Choice } from "@sallyport/ui/choice-field";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { usersKey } from "../users/users-query.ts";

export const groupsKey = ["groups"] as const;

const mostChoices = 8;
const applyingMilliseconds = 3000;

export function groupKey(id: string) {
  return [...groupsKey, "group", id] as const;
}

function groupMembersKey(id: string) {
  return [...usersKey, "of-group", id] as const;
}

export function useGroups(search: string) {
  return useInfiniteQuery({
    queryKey: [...groupsKey, "list", search],
    queryFn: ({ signal, pageParam }) =>
      call(listGroups, { query: { search, ...(pageParam === null ? {} : { after: pageParam }) } }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ groups }) => groups),
    placeholderData: keepPreviousData,
  });
}

/** Returns the name of the group with this ID, or undefined until it is loaded. */
export function useGroupName(id: string | undefined): string | undefined {
  const { data } = useQuery({
    queryKey: groupKey(id ?? ""),
    queryFn: ({ signal }) => call(showGroup, { params: { id: id ?? "" } }, signal),
    enabled: id !== undefined,
  });
  return data?.name;
}

/** Reads the group again and again while a change is being applied to its members. */
export function useGroup(id: string) {
  return useQuery({
    queryKey: groupKey(id),
    queryFn: ({ signal }) => call(showGroup, { params: { id } }, signal),
    refetchInterval: ({ state }) => (state.data?.isBeingApplied ? applyingMilliseconds : false),
  });
}

export function useGroupMembers(id: string, search: string) {
  return useInfiniteQuery({
    queryKey: [...groupMembersKey(id), search],
    queryFn: ({ signal, pageParam }) =>
      call(
        listUsers,
        {
          query: {
            group: id,
            ...(search === "" ? {} : { search }),
            ...(pageParam === null ? {} : { after: pageParam }),
          },
        },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ users }) => users),
    placeholderData: keepPreviousData,
  });
}

export function useGroupChoices(typed: string): Choice[] {
  const search = useDeferredValue(typed.trim());
  const { data } = useQuery({
    queryKey: [...groupsKey, "choice", search],
    queryFn: ({ signal }) => call(listGroups, { query: { search, limit: mostChoices } }, signal),
    placeholderData: keepPreviousData,
    enabled: search !== "",
  });
  if (search === "") return [];
  return (data?.groups ?? []).map(({ id, name }) => ({ value: id, label: name }));
}

export function useUserChoices(typed: string): Choice[] {
  const search = useDeferredValue(typed.trim());
  const { data } = useQuery({
    queryKey: [...usersKey, "choice", search],
    queryFn: ({ signal }) => call(listUsers, { query: { search, limit: mostChoices } }, signal),
    placeholderData: keepPreviousData,
    enabled: search !== "",
  });
  if (search === "") return [];
  return (data?.users ?? []).map(({ id, name, email }) => ({ value: id, label: name, hint: email }));
}

export function userGroupsKey(id: string) {
  return [...groupsKey, "of-user", id] as const;
}

export function useUserGroups(id: string) {
  return useQuery({
    queryKey: userGroupsKey(id),
    queryFn: ({ signal }) => call(showUserGroups, { params: { id } }, signal),
  });
}

export const newUsersKey = ["new-users"] as const;

export function useNewUsers() {
  return useQuery({
    queryKey: newUsersKey,
    queryFn: ({ signal }) => call(showNewUsers, {}, signal),
  });
}
