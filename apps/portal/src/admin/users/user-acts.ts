import { call } from "@sallyport/contract/call";
import type { Reply, Request } from "@sallyport/contract/endpoint";
import {
  deleteUser,
  endUserSession,
  issueBypassCode,
  removeUserApp,
  removeUserPasskey,
  sendPasswordReset,
  withdrawBypassCode,
  withdrawInvitation,
} from "@sallyport/contract/user-security";
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
import { useActAbout, useReloadUser, useUserAct } from "./use-user-act.ts";
import { userKey, userSecurityKey } from "./user-query.ts";
import { usersKey } from "./users-query.ts";

type DaysBody = Request<typeof extendDeadline>["body"];
type OnDone = (user: User) => void;

export function useAddUser(onDone: OnDone) {
  const client = useQueryClient();
  return useProven(
    (body: Request<typeof addUser>["body"]) => call(addUser, { body }),
    (user) => {
      client.setQueryData(userKey(user.id), user);
      void client.invalidateQueries({ queryKey: usersKey });
      onDone(user);
    },
  );
}

export function useSaveUser(id: string, onDone: OnDone) {
  return useUserAct(
    id,
    (body: Request<typeof saveUser>["body"]) => call(saveUser, { params: { id }, body }),
    onDone,
  );
}

export function useExtendDeadline(id: string, onDone: OnDone) {
  return useUserAct(id, (body: DaysBody) => call(extendDeadline, { params: { id }, body }), onDone);
}

export function useShortenDeadline(id: string, onDone: OnDone) {
  return useUserAct(id, (body: DaysBody) => call(shortenDeadline, { params: { id }, body }), onDone);
}

export function useResetAuthenticator(id: string, onDone: OnDone) {
  return useUserAct(
    id,
    (body: Request<typeof resetAuthenticator>["body"]) => call(resetAuthenticator, { params: { id }, body }),
    onDone,
  );
}

export function useUnlock(id: string, onDone: OnDone) {
  return useUserAct(id, () => call(unlockUser, { params: { id } }), onDone);
}

export function useAcceptCodes(id: string, onDone: OnDone) {
  return useUserAct(id, () => call(acceptUserCodes, { params: { id } }), onDone);
}

export function useSetState(id: string, state: "active" | "suspended", onDone: OnDone) {
  return useUserAct(id, () => call(setUserState, { params: { id }, body: { state } }), onDone);
}

export function useInviteAgain(id: string, onDone: OnDone) {
  return useUserAct(id, () => call(inviteAgain, { params: { id } }), onDone);
}

export function useWithdrawInvitation(id: string, onDone: OnDone) {
  return useUserAct(id, () => call(withdrawInvitation, { params: { id } }), onDone);
}

export type FactorKind = "app" | "passkey";

export function useRemoveFactor(
  id: string,
  { kind, factor }: { kind: FactorKind; factor: string },
  onDone: OnDone,
) {
  const endpoint = kind === "app" ? removeUserApp : removeUserPasskey;
  return useUserAct(id, () => call(endpoint, { params: { id, factor } }), onDone);
}

export function useEndUserSession(id: string, session: string, onDone: () => void) {
  const reload = useReloadUser(id);
  return useActAbout(
    id,
    () => call(endUserSession, { params: { id, session } }),
    () => {
      reload();
      onDone();
    },
  );
}

export function useEndUserSessions(id: string, onDone: () => void) {
  const reload = useReloadUser(id);
  return useActAbout(
    id,
    () => call(endUserSessions, { params: { id } }),
    () => {
      reload();
      onDone();
    },
  );
}

export function useSendPasswordReset(id: string, onDone: () => void) {
  return useActAbout(id, () => call(sendPasswordReset, { params: { id } }), onDone);
}

export type IssuedBypassCode = Reply<typeof issueBypassCode>;

export function useIssueBypassCode(id: string, onDone: (issued: IssuedBypassCode) => void) {
  const reload = useReloadUser(id);
  return useActAbout(
    id,
    (body: Request<typeof issueBypassCode>["body"]) => call(issueBypassCode, { params: { id }, body }),
    (issued) => {
      reload();
      onDone(issued);
    },
  );
}

export function useWithdrawBypassCode(id: string, onDone: OnDone) {
  return useUserAct(id, () => call(withdrawBypassCode, { params: { id } }), onDone);
}

export function useDeleteUser(id: string, onDone: () => void) {
  const client = useQueryClient();
  return useActAbout(
    id,
    (body: Request<typeof deleteUser>["body"]) => call(deleteUser, { params: { id }, body }),
    () => {
      onDone();
      client.removeQueries({ queryKey: userKey(id) });
      client.removeQueries({ queryKey: userSecurityKey(id) });
      void client.invalidateQueries({ queryKey: usersKey });
    },
  );
}
