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
    // The pipe closes only when every process that holds it has ended.
    command.stdout.resume();
    const [exitCode] = await once(command, "close");
    expect(exitCode).toBe(1);
  },
);

test("a command that is ended does not begin its next step", async () => {
  const commands = new URL("./commands.mjs", import.meta.url).href;
  // The shell ends immediately, but its child continues. The second step must not start before the child has
  // ended.
  const first = `"${process.execPath}" -e "${deaf}" & wait`;
  const steps = `
    import { runThrough } from "${commands}";
    import { endWithChildren } from "${stop}";
    endWithChildren(300);
    await runThrough("sh", ["-c", ${JSON.stringify(first)}]);
    await runThrough(process.execPath, ["-e", "console.log('second')"]);
  `;
  const command = spawn(process.execPath, ["--input-type=module", "-e", steps]);
  let printed = "";
  command.stdout.setEncoding("utf8").on("data", (text) => (printed += text));
  await once(command.stdout, "data");
  command.kill("SIGTERM");
  const [exitCode] = await once(command, "close");
  expect(exitCode).toBe(1);
  expect(printed).toMatch(/^\d+\n$/);
});
