// `npm run simulate` runs a complete server. Tests can set this server's clock forward (docs/simulation.md).
import { runBuiltServer } from "./setup/built-server.mjs";
import { run, Trouble } from "./setup/trouble.mjs";

await run(async () => {
  const words = process.argv.slice(2);
  if (!words.some((word) => /^--smtp(=|$)/.test(word))) {
    throw new Trouble("Name the mail server: npm run simulate -- --smtp smtp://127.0.0.1:4625");
  }
  return runBuiltServer("apps/server/lab/simulation/main.ts", words);
});
