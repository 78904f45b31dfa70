import { useQuery, useQueryClient } from "@tanstack/react-query";
import { applicationsKey } from "./applications-query.ts";

const freshKey = (id: string) => [...applicationsKey, "fresh-secret", id] as const;

/** A new secret that this tab shows until the administrator has saved it. The server can't show it again. */
export function useFreshSecret(id: string) {
  const client = useQueryClient();
  const { data } = useQuery<string | null>({
    queryKey: freshKey(id),
    queryFn: () => null,
    enabled: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { secret: data ?? null, forget: () => void client.setQueryData(freshKey(id), null) };
}

export function useKeepFreshSecret(): (id: string, secret: string) => void {
  const client = useQueryClient();
  return (id, secret) => void client.setQueryData(freshKey(id), secret);
}
