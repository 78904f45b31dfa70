import { type Administrator, addAdministrator, editAdministrator } from "@sallyport/contract/administrators";
import { call } from "@sallyport/contract/call";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { administratorsKey } from "./administrators-query.ts";

type OnDone = (administrator: Administrator) => void;

export function useAddAdministrator(onDone: OnDone) {
  return useAct((body: { email: string; name: string }) => call(addAdministrator, { body }), onDone);
}

export function useEditAdministrator(id: string, onDone: OnDone) {
  return useAct(
    (isMfaRequired: boolean) => call(editAdministrator, { params: { id }, body: { isMfaRequired } }),
    onDone,
  );
}

function useAct<Given>(ask: (given: Given) => Promise<Administrator>, onDone: OnDone) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ask,
    onSuccess: (administrator) => {
      void client.invalidateQueries({ queryKey: administratorsKey });
      onDone(administrator);
    },
  });
}
