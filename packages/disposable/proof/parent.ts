import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createSallyport } from "../src/index.ts";

// Starts one Sallyport and waits to be killed. `node parent.ts api`, or `shell` for what npx and Playwright do: a shell
// between, and no pipe at stdin.
const [way] = process.argv.slice(2);
if (way === "api") {
  const { port, control } = await createSallyport({ seed: { users: [{ username: "ada", totp: true }] } });
  process.stdout.write(`${JSON.stringify({ port, control })}\n`);
} else {
  const program = fileURLToPath(new URL("../src/program.ts", import.meta.url));
  // With a second command, the shell can't replace itself by the program.
  spawn("sh", ["-c", `"${process.execPath}" "${program}"; exit 0`], {
    stdio: ["ignore", "inherit", "inherit"],
  });
}
setInterval(() => {}, 60_000);
