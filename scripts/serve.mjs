// `npm run serve` builds the web apps, and runs the production server with the settings from the environment.
import { runBuiltServer } from "./setup/built-server.mjs";
import { run } from "./setup/trouble.mjs";

await run(() => runBuiltServer("apps/server/src/main.ts"));
