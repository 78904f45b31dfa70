import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { MailSink } from "@sallyport/server/lab/mail-sink.ts";
import type { Contender } from "../contenders/contender.ts";
import { startBetterAuth, startSkeleton } from "../contenders/peers.ts";
import { startSallyportWithPeople } from "../contenders/sallyport.ts";
import { closedLoop } from "../load/closed-loop.ts";
import { syncsBetween } from "../measure/fsyncs.ts";
import { moveTo, placesFor } from "../measure/processors.ts";
import type { Bound } from "../report/bounds.ts";
import { shown, type Table } from "../report/table.ts";
import type { Options } from "./subject.ts";

const atOnce = [1, 16, 64] as const;

export async function syncsPerLogin({
  folder: parent,
  processors,
  seconds,
  people,
  say,
}: Options & { people: number }): Promise<{ table: Table; bounds: Bound[] }> {
  const places = placesFor(1, processors);
  await moveTo(places.load);
  const folder = await mkdtemp(join(parent, "syncs-"));
  await using mailSink = await MailSink.open();
  const start = (name: string) => ({
    folder,
    processors: places.server,
    people,
    traceFile: join(folder, `${name}.trace`),
  });
  const rows: string[][] = [];
  const ours: number[] = [];
  for (const [name, begin] of Object.entries({
    Sallyport: () => startSallyportWithPeople(start("Sallyport"), mailSink),
    skeleton: () => startSkeleton(start("skeleton")),
    "better-auth": () => startBetterAuth(start("better-auth"), true),
  })) {
    const contender = await begin();
    await using _ = contender.server;
    const counts: number[] = [];
    for (const lanes of atOnce) counts.push(await count(contender, lanes, seconds, start(name).traceFile));
    if (name === "Sallyport") ours.push(...counts);
    rows.push([contender.name, ...counts.map(shown)]);
    say(`  ${contender.name}: ${counts.map(shown).join(", ")} at c = ${atOnce.join(", ")}`);
  }
  return {
    table: {
      title: "Syncs of the disk per login, one core",
      head: ["", ...atOnce.map((lanes) => `c = ${lanes}`)],
      rows,
    },
    bounds: atOnce.map((lanes, index) => ({
      what: `syncs per login at c = ${lanes}`,
      measured: ours[index] ?? Number.NaN,
      most: lanes === 1 ? 2.1 : 1.15,
    })),
  };
}

async function count(
  { port, logIn }: Contender,
  lanes: number,
  seconds: number,
  traceFile: string,
): Promise<number> {
  const ends: number[] = [];
  const atEnds = () => {
    ends.push(Date.now());
    return Promise.resolve();
  };
  const { count: done } = await closedLoop({ ports: [port], lanes, seconds, work: logIn, atEnds });
  const [begin = 0, end = 0] = ends;
  return (await syncsBetween(traceFile, begin, end)) / done;
}
