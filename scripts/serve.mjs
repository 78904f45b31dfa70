// `npm run serve`: runs the production entry with the settings of the environment.
import { runBuiltServer } from "./setup/built-server.mjs";
import { run } from "./setup/trouble.mjs";

await run(() => runBuiltServer("apps/server/src/main.ts"));
