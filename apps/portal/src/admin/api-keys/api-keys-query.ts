import { createApiKey, listApiKeys, revokeApiKey } from "@sallyport/contract/api-keys";
import { call } from "@sallyport/contract/call";
import type { Reply, Request } from "@sallyport/contract/endpoint";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useProven } from "../../proof/use-proven.ts";

export const apiKeysKey = ["api-keys"] as const;

export type CreatedKey = Reply<typeof createApiKey>;

export function useApiKeys() {
  return useQuery({
    queryKey: apiKeysKey,
    queryFn: ({ signal }) => call(listApiKeys, {}, signal),
    select: ({ keys }) => keys,
  });
}

export function useCreateApiKey(onDone: (created: CreatedKey) => void) {
  const client = useQueryClient();
  return useProven(
    (body: Request<typeof createApiKey>["body"]) => call(createApiKey, { body }),
    (created) => {
      void client.invalidateQueries({ queryKey: apiKeysKey });
      onDone(created);
    },
  );
}

/**
 * `onDone` runs after the list has been reloaded. The row of the revoked key has then disappeared, so the focus
 * can move.
 */
export function useRevokeApiKey(id: string, onDone: () => void) {
  const client = useQueryClient();
  return useProven(
    () => call(revokeApiKey, { params: { id } }),
    async () => {
      await client.invalidateQueries({ queryKey: apiKeysKey });
      onDone();
    },
  );
}
