import type { Server } from "node:http";

/** Counts the requests that the server has begun and not ended. */
export function openRequestsOf(server: Server): () => number {
  let open = 0;
  server.on("request", (_request, response) => {
    open += 1;
    response.once("close", () => (open -= 1));
  });
  return () => open;
}
