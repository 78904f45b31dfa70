import type { Server } from "node:http";

export function openRequestsOf(server: Server): () => number {
  let open = 0;
  server.on("request", (_request, response) => {
    open += 1;
    response.once("close", () => (open -= 1));
  });
  return () => open;
}
