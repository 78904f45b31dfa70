import { call } from "@sallyport/contract/call";
import {
  beginApp,
  changePassword,
  confirmApp,
  endOneSession,
  endOtherSessions,
  makeRecoveryCodes,
  removeApp,
  removePasskey,
  renameApp,
  renamePasskey,
  type Security,
} from "@sallyport/contract/security";
import type { PendingTotp } from "@sallyport/contract/sign-in";
import { useQueryClient } from "@tanstack/react-query";
import { securityKey } from "../api/security-key.ts";
import { useMe } from "../page/me.ts";
import { useProven } from "../proof/use-proven.ts";

export function useBeginApp(onBegun: (pending: PendingTotp) => void) {
  const { realm } = useMe();
  return useProven(() => call(beginApp, { params: { realm } }), onBegun);
}

export function useConfirmApp(onDone: () => void) {
  const { realm } = useMe();
  return useAct(
    (body: { name: string; code: string }) => call(confirmApp, { params: { realm }, body }),
    onDone,
  );
}

export function useRename(kind: FactorKind, id: string, onDone: () => void) {
  const { realm } = useMe();
  const endpoint = kind === "app" ? renameApp : renamePasskey;
  return useAct((body: { name: string }) => call(endpoint, { params: { realm, id }, body }), onDone);
}

export function useRemove(kind: FactorKind, id: string, onDone: () => void) {
  const { realm } = useMe();
  const endpoint = kind === "app" ? removeApp : removePasskey;
  return useAct(() => call(endpoint, { params: { realm, id } }), onDone);
}

export function useMakeRecoveryCodes(onMade: (codes: readonly string[]) => void) {
  const { realm } = useMe();
  const reload = useReload();
  return useProven(
    () => call(makeRecoveryCodes, { params: { realm } }),
    ({ codes }) => {
      reload();
      onMade(codes);
    },
  );
}

export function useChangePassword(onDone: () => void) {
  const { realm } = useMe();
  const reload = useReload();
  return useProven(
    (body: { present: string; next: string }) => call(changePassword, { params: { realm }, body }),
    () => {
      reload();
      onDone();
    },
  );
}

export function useEndSession(id: string, onDone: () => void) {
  const { realm } = useMe();
  return useAct(() => call(endOneSession, { params: { realm, id } }), onDone);
}

export function useEndOtherSessions(onDone: () => void) {
  const { realm } = useMe();
  return useAct(() => call(endOtherSessions, { params: { realm } }), onDone);
}

export type FactorKind = "app" | "passkey";

export function useAct<Given = void>(ask: (given: Given) => Promise<Security>, onDone: () => void) {
  const { realm } = useMe();
  const client = useQueryClient();
  return useProven(ask, async (security) => {
    // A running query is cancelled, because its older response could overwrite `security`.
    await client.cancelQueries({ queryKey: securityKey(realm) });
    client.setQueryData(securityKey(realm), security);
    onDone();
  });
}

function useReload() {
  const { realm } = useMe();
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: securityKey(realm) });
}
