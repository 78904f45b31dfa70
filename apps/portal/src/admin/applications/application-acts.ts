import type { Application, ApplicationChanges } from "@sallyport/contract/applications/applications";
import * as contract from "@sallyport/contract/applications/applications";
import { call } from "@sallyport/contract/call";
import type { DeletionBody } from "@sallyport/contract/deletion";
import type { Reply, Request } from "@sallyport/contract/endpoint";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useProven } from "../../proof/use-proven.ts";
import { applicationKey, applicationsKey, refusalsKey } from "./applications-query.ts";

type Added = Reply<typeof contract.addApplication>;

export function useAddApplication(onDone: (added: Added) => void) {
  const client = useQueryClient();
  return useProven(
    (body: Request<typeof contract.addApplication>["body"]) => call(contract.addApplication, { body }),
    (added) => {
      show(client, added.application);
      onDone(added);
    },
  );
}

export type Changes = Omit<ApplicationChanges, "version">;

export function useChangeApplication(application: Application, onDone: (application: Application) => void) {
  return useChangeBy(application, (changes: Changes) => changes, onDone);
}

/** The server refuses the change if another administrator has changed the application since it was loaded. */
export function useChangeBy<Given>(
  { id, version }: Application,
  changesFrom: (given: Given) => Changes,
  onDone: (application: Application) => void,
) {
  return useApplicationAct(
    (given: Given) =>
      call(contract.changeApplication, { params: { id }, body: { version, ...changesFrom(given) } }),
    onDone,
  );
}

export function useAddSecret(id: string, onDone: (secret: string) => void) {
  const client = useQueryClient();
  return useProven(
    (body: { days: number | null }) => call(contract.addSecret, { params: { id }, body }),
    ({ application, secret }) => {
      show(client, application);
      onDone(secret);
    },
  );
}

export function useEndSecret(id: string, secret: string, onDone: () => void) {
  return useApplicationAct(() => call(contract.endSecret, { params: { id, secret } }), onDone);
}

export function useAllowAddress(id: string, refusal: string, onDone: () => void) {
  return useApplicationAct(() => call(contract.allowAddress, { params: { id, refusal } }), onDone);
}

export function useDeleteApplication(id: string, onDone: () => void) {
  const client = useQueryClient();
  return useProven(
    (body: DeletionBody) => call(contract.deleteApplication, { params: { id }, body }),
    () => {
      onDone();
      client.removeQueries({ queryKey: applicationKey(id) });
      client.removeQueries({ queryKey: refusalsKey(id) });
      void client.invalidateQueries({ queryKey: applicationsKey });
    },
  );
}

function useApplicationAct<Given = void>(
  ask: (given: Given) => Promise<Application>,
  onDone: (application: Application) => void,
) {
  const client = useQueryClient();
  return useProven(ask, (application) => {
    show(client, application);
    onDone(application);
  });
}

function show(client: QueryClient, application: Application): void {
  client.setQueryData(applicationKey(application.id), application);
  void client.invalidateQueries({ queryKey: [...applicationsKey, "list"] });
  void client.invalidateQueries({ queryKey: refusalsKey(application.id) });
}
