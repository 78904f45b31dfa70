import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";

const program = `
  import { setTimeout as breath } from "node:timers/promises";
  import { stopOnSignals } from "${import.meta.dirname}/stop-on-signals.ts";
  const log = { error: () => console.log("did not stop in order") };
  stopOnSignals(async () => {
    console.log("stopping");
    await breath(Number(process.argv[1]));
    console.log("stopped");
  }, log);
  setInterval(() => {}, 1000);
  console.log("ready");
`;

async function run(breathMs: number) {
  const child = spawn(process.execPath, ["--input-type=module", "-e", program, `${breathMs}`]);
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  const says = async (words: string) => {
    while (!said.includes(words)) await once(child.stdout, "data");
  };
  await says("ready");
  return { child, says, ended: once(child, "close").then(([code]: unknown[]) => ({ code, said })) };
}

test.for(["SIGINT", "SIGTERM", "SIGHUP"] as const)("%s ends the server in order", async (signal) => {
  const { child, ended } = await run(1);
  child.kill(signal);
  expect(await ended).toEqual({ code: 0, said: "ready\nstopping\nstopped\n" });
});

test("a second signal ends it at once", async () => {
  const { child, says, ended } = await run(60_000);
  child.kill("SIGINT");
  await says("stopping");
  child.kill("SIGTERM");
  expect(await ended).toEqual({ code: 1, said: "ready\nstopping\n" });
});

test("a failure of the disk ends the server with an error, so that it is started again", async () => {
  const failing = `
    import { stopOnFailure } from "${import.meta.dirname}/stop-on-signals.ts";
    const log = { fatal: ({ err }) => console.log(err.message), error: () => {} };
    const stop = () => Promise.reject(new Error("it could not stop either"));
    setInterval(() => {}, 1000);
    await stopOnFailure(Promise.resolve(new Error("no disk")), stop, log);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", failing]);
  const [said] = (await once(child.stdout, "data")) as [Buffer];
  expect(said.toString()).toBe("no disk\n");
  expect(await once(child, "close")).toEqual([1, null]);
});
