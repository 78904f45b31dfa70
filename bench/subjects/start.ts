import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { MailSink } from "@sallyport/server/lab/mail-sink.ts";
import { median } from "@sallyport/server/lab/timing/statistics.ts";
import { startSallyport } from "../contenders/sallyport.ts";
import { residentMegabytes } from "../measure/memory.ts";
import { moveTo, placesFor } from "../measure/processors.ts";
import { shown } from "../report/table.ts";
import type { Findings, Options } from "./subject.ts";

const fewUsers = 100;

export async function start({ towns, users, processors, rounds, ...options }: Options): Promise<Findings> {
  options.say("Start");
  const sizes = [fewUsers, users];
  for (const size of sizes) await towns.of(size);
  const places = placesFor(1, processors);
  await moveTo(places.load);
  const folder = await mkdtemp(join(options.folder, "start-"));
  await using mailSink = await MailSink.open();
  const times = new Map<number, number[]>(sizes.map((size) => [size, []]));
  const memory = new Map<number, number[]>(sizes.map((size) => [size, []]));
  const startOnce = async (size: number) => {
    const town = await towns.of(size);
    const { server, startMs } = await startSallyport({ folder, processors: places.server, town, mailSink });
    await using _ = server;
    memory.get(size)?.push(await residentMegabytes(await server.pid()));
    return startMs;
  };
  for (const size of sizes) await startOnce(size);
  for (let round = 0; round < rounds; round += 1) {
    for (const size of sizes) times.get(size)?.push(await startOnce(size));
  }
  const medianOf = (size: number) => median(times.get(size) ?? []);
  options.say(`  ${sizes.map((size) => `${size} users: ${shown(medianOf(size))} ms`).join(", ")}`);
  return {
    tables: [
      {
        title: "Start to the first answer, one core, key under a passphrase",
        head: ["", "ms", "÷ the first", "MB"],
        rows: sizes.map((size) => [
          `${size} users`,
          shown(medianOf(size)),
          shown(medianOf(size) / medianOf(fewUsers)),
          shown(median(memory.get(size) ?? [])),
        ]),
      },
    ],
    bounds: [
      {
        what: `start with ${users} users, longer than with ${fewUsers}`,
        measured: medianOf(users) - medianOf(fewUsers),
        most: 1000,
        unit: " ms",
      },
    ],
  };
}
