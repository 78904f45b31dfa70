// `npm run demo` is `npm start` with 40 users in all states and its own data folder. `-- --users 50000` sets
// another number of users.
import { run } from "./setup/trouble.mjs";
import { readDemoWords } from "./start/demo-words.mjs";

await run(async () => {
  const { users, rest } = readDemoWords(process.argv.slice(2));
  process.env["SALLYPORT_DATA"] ||= users === null ? ".demo" : `.demo-${users}`;
  process.env["SALLYPORT_DEMO_USERS"] = String(users ?? 40);
  process.argv.splice(2, process.argv.length, ...rest);
  return 0;
});
if (process.exitCode === 0) await import("./start.mjs");
