import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";

const stop = new URL("./stop.mjs", import.meta.url).href;
const deaf = "process.on('SIGTERM', () => {}); console.log(process.pid); setInterval(() => {}, 1000);";
const parent = `
  import { spawn } from "node:child_process";
  import { endWithChildren } from "${stop}";
  endWithChildren(100);
  spawn(process.execPath, ["-e", ${JSON.stringify(deaf)}], { stdio: "inherit" });
`;

test.each(/** @type {const} */ (["SIGTERM", "SIGHUP"]))(
  "%s to a command ends what it has started, even what does not listen",
  async (signal) => {
    const command = spawn(process.execPath, ["--input-type=module", "-e", parent]);
    await once(command.stdout, "data");
    command.kill(signal);
    // The pipe closes when the last process that holds it is gone.
    command.stdout.resume();
    const [exitCode] = await once(command, "close");
    expect(exitCode).toBe(1);
  },
);
