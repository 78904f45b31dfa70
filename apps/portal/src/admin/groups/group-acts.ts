import { call } from "@sallyport/contract/call";
import type { Group, GroupRequirement, NewUsers } from "@sallyport/contract/groups";
import * as contract from "@sallyport/contract/groups";
import { useQueryClient } from "@tanstack/react-query";
import { useProven } from "../../proof/use-proven.ts";
import { usersKey } from "../users/users-query.ts";
import { groupKey, groupsKey, newUsersKey } from "./groups-query.ts";

export function useAddGroup(onDone: (group: Group) => void) {
  return useGroupAct((body: { name: string }) => call(contract.addGroup, { body }), onDone);
}

export function useRenameGroup(id: string, onDone: (group: Group) => void) {
  return useGroupAct(
    (body: { name: string }) => call(contract.renameGroup, { params: { id }, body }),
    onDone,
  );
}

export function useSetRequirement(
  { id, version }: Pick<Group, "id" | "version">,
  onDone: (group: Group) => void,
) {
  return useGroupAct(
    (mfa: GroupRequirement) => call(contract.setGroupRequirement, { params: { id }, body: { version, mfa } }),
    onDone,
  );
}

export function useAddMember(id: string, onDone: (group: Group) => void) {
  return useGroupAct((user: string) => call(contract.addMember, { params: { id }, body: { user } }), onDone);
}

export function useRemoveMember(id: string, member: string, onDone: (group: Group) => void) {
  return useGroupAct(() => call(contract.removeMember, { params: { id, member } }), onDone);
}

export function useDeleteGroup(id: string, onDone: () => void) {
  const client = useQueryClient();
  return useProven(
    () => call(contract.deleteGroup, { params: { id } }),
    () => {
      onDone();
      client.removeQueries({ queryKey: groupKey(id) });
      void client.invalidateQueries({ queryKey: groupsKey });
      void client.invalidateQueries({ queryKey: usersKey });
    },
  );
}

export function useSetNewUsers(onDone: () => void) {
  const client = useQueryClient();
  return useProven(
    (body: NewUsers) => call(contract.setNewUsers, { body }),
    (answer) => {
      client.setQueryData(newUsersKey, answer);
      onDone();
    },
  );
}

/**
 * Sends a change of a group and shows the returned group. Reads the loaded users again, because the change can
 * affect them.
 */
function useGroupAct<Given = void>(ask: (given: Given) => Promise<Group>, onDone: (group: Group) => void) {
  const client = useQueryClient();
  return useProven(ask, async (group) => {
    await client.cancelQueries({ queryKey: groupKey(group.id) });
    await client.invalidateQueries({ queryKey: usersKey });
    void client.invalidateQueries({ queryKey: groupsKey });
    client.setQueryData(groupKey(group.id), group);
    onDone(group);
  });
}
