import type { Administrator } from "@sallyport/contract/administrators";
import * as contract from "@sallyport/contract/administrators";
import { call } from "@sallyport/contract/call";
import type { DeletionBody } from "@sallyport/contract/deletion";
import type { Reply, Request } from "@sallyport/contract/endpoint";
import type { AdministratorRole } from "@sallyport/contract/text";
import { useQueryClient } from "@tanstack/react-query";
import { useProven } from "../../proof/use-proven.ts";
import { apiKeysKey } from "../api-keys/api-keys-query.ts";
import { administratorsKey } from "./administrators-query.ts";

type OnDone<Answer = Administrator> = (answer: Answer) => void;

export function useAddAdministrator(onDone: OnDone) {
  return useAct(
    (body: Request<typeof contract.addAdministrator>["body"]) => call(contract.addAdministrator, { body }),
    onDone,
  );
}

export function useEditAdministrator(id: string, onDone: OnDone) {
  return useAct(
    (isMfaRequired: boolean) => call(contract.editAdministrator, { params: { id }, body: { isMfaRequired } }),
    onDone,
  );
}

export function useChangeRole(id: string, onDone: OnDone) {
  return useAct(
    (role: AdministratorRole) => call(contract.changeRole, { params: { id }, body: { role } }),
    onDone,
  );
}

export function useResetFactors(id: string, onDone: OnDone) {
  return useAct(() => call(contract.resetAdministrator, { params: { id } }), onDone);
}

export function useUnlockAdministrator(id: string, onDone: OnDone) {
  return useAct(() => call(contract.unlockAdministrator, { params: { id } }), onDone);
}

export function useAcceptAdministratorCodes(id: string, onDone: OnDone) {
  return useAct(() => call(contract.acceptAdministratorCodes, { params: { id } }), onDone);
}

export function useSetAdministratorState(id: string, state: "active" | "suspended", onDone: OnDone) {
  return useAct(() => call(contract.setAdministratorState, { params: { id }, body: { state } }), onDone);
}

export function useEndAdministratorSessions(id: string, onDone: OnDone<unknown>) {
  return useAct(() => call(contract.endAdministratorSessions, { params: { id } }), onDone);
}

export function useInviteAdministratorAgain(id: string, onDone: OnDone) {
  return useAct(() => call(contract.inviteAdministratorAgain, { params: { id } }), onDone);
}

export function useDeleteAdministrator(id: string, onDone: OnDone<unknown>) {
  return useAct((body: DeletionBody) => call(contract.deleteAdministrator, { params: { id }, body }), onDone);
}

export function useEndEverySession(
  keys: "keep" | "end",
  onDone: OnDone<Reply<typeof contract.endEverySession>>,
) {
  const client = useQueryClient();
  return useProven(
    () => call(contract.endEverySession, { query: { keys } }),
    (answer) => {
      void client.invalidateQueries({ queryKey: apiKeysKey });
      onDone(answer);
    },
  );
}

function useAct<Answer, Given = void>(ask: (given: Given) => Promise<Answer>, onDone: OnDone<Answer>) {
  const client = useQueryClient();
  return useProven(ask, (answer) => {
    void client.invalidateQueries({ queryKey: administratorsKey });
    onDone(answer);
  });
}
