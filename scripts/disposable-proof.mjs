// `npm run disposable:proof` builds the web apps, starts 200 disposable providers, and looks for what they leave.
import { runBuiltServer } from "./setup/built-server.mjs";
import { run } from "./setup/trouble.mjs";

await run(() => runBuiltServer("packages/disposable/proof/main.ts"));
