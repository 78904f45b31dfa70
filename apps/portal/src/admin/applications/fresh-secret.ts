import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { applicationsKey } from "./applications-query.ts";

const freshKey = (id: string) => [...applicationsKey, "fresh-secret", id] as const;

/** A new secret that this tab shows until the administrator has saved it. The server can't show it again. */
export function useFreshSecret(id: string) {
  const client = useQueryClient();
  const [secret, setSecret] = useState(() => client.getQueryData<string>(freshKey(id)) ?? null);
  return {
    secret,
    // The state must change while the dialog closes. If it changed later, the dialog would move the focus away again.
    show: (made: string) => {
      client.setQueryData(freshKey(id), made);
      setSecret(made);
    },
    forget: () => {
      client.removeQueries({ queryKey: freshKey(id) });
      setSecret(null);
    },
  };
}

export function useKeepFreshSecret(): (id: string, secret: string) => void {
  const client = useQueryClient();
  return (id, secret) => void client.setQueryData(freshKey(id), secret);
}
