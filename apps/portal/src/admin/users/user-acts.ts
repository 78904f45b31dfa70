import { call } from "@sallyport/contract/call";
import type { Request } from "@sallyport/contract/endpoint";
import {
  acceptUserCodes,
  addUser,
  endUserSessions,
  extendDeadline,
  inviteAgain,
  resetAuthenticator,
  saveUser,
  setUserState,
  shortenDeadline,
  type User,
  unlockUser,
} from "@sallyport/contract/users";
import { useQueryClient } from "@tanstack/react-query";
import { useProven } from "../../proof/use-proven.ts";
import { userKey } from "./user-query.ts";
import { usersKey } from "./users-query.ts";

type DaysBody = Request<typeof extendDeadline>["body"];
type OnDone = (user: User) => void;

export function useAddUser(onDone: OnDone) {
  return useAct((body: Request<typeof addUser>["body"]) => call(addUser, { body }), onDone);
}

export function useSaveUser(id: string, onDone: OnDone) {
  return useAct((body: Request<typeof saveUser>["body"]) => call(saveUser, { params: { id }, body }), onDone);
}

export function useExtendDeadline(id: string, onDone: OnDone) {
  return useAct((body: DaysBody) => call(extendDeadline, { params: { id }, body }), onDone);
}

export function useShortenDeadline(id: string, onDone: OnDone) {
  return useAct((body: DaysBody) => call(shortenDeadline, { params: { id }, body }), onDone);
}

export function useResetAuthenticator(id: string, onDone: OnDone) {
  return useAct(
    (body: Request<typeof resetAuthenticator>["body"]) => call(resetAuthenticator, { params: { id }, body }),
    onDone,
  );
}

export function useUnlock(id: string, onDone: OnDone) {
  return useAct(() => call(unlockUser, { params: { id } }), onDone);
}

export function useAcceptCodes(id: string, onDone: OnDone) {
  return useAct(() => call(acceptUserCodes, { params: { id } }), onDone);
}

export function useSetState(id: string, state: "active" | "suspended", onDone: OnDone) {
  return useAct(() => call(setUserState, { params: { id }, body: { state } }), onDone);
}

export function useInviteAgain(id: string, onDone: OnDone) {
  return useAct(() => call(inviteAgain, { params: { id } }), onDone);
}

/** The page shows no sessions, so there is nothing to reload. */
export function useEndUserSessions(id: string, onDone: () => void) {
  return useProven(() => call(endUserSessions, { params: { id } }), onDone);
}

function useAct<Given = void>(ask: (given: Given) => Promise<User>, onDone: OnDone) {
  const client = useQueryClient();
  return useProven(ask, async (user) => {
    // The response of an older query could overwrite this user.
    await client.cancelQueries({ queryKey: userKey(user.id) });
    client.setQueryData(userKey(user.id), user);
    void client.invalidateQueries({ queryKey: usersKey });
    onDone(user);
  });
}
