import { existsSync, rmSync } from "node:fs";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildWebApps } from "./contenders/built-apps.ts";
import { Towns } from "./contenders/towns.ts";
import { ownProcessors } from "./measure/processors.ts";
import { boundsTable, isMet } from "./report/bounds.ts";
import { conditions, load } from "./report/conditions.ts";
import { withNumbers } from "./report/document.ts";
import { asText } from "./report/table.ts";
import { lists } from "./subjects/lists.ts";
import { logins, postgres } from "./subjects/logins.ts";
import { requests } from "./subjects/requests.ts";
import { start } from "./subjects/start.ts";
import type { Subject } from "./subjects/subject.ts";
import { readWords, type SubjectName, WrongWords } from "./words.ts";

// `npm run bench` measures each subject, and writes the tables to docs/performance.md.
const subjects: Readonly<Record<SubjectName, Subject>> = { logins, postgres, requests, lists, start };
const document = join(import.meta.dirname, "../docs/performance.md");

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(1));
try {
  process.exitCode = await bench(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof WrongWords)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function bench(argv: readonly string[]): Promise<number> {
  const { subjects: chosen, isOfUsualSize, ...sizes } = readWords(argv);
  const processors = ownProcessors();
  refuseMachine(processors);
  buildWebApps();
  const folder = await mkdtemp(join(tmpdir(), "sallyport-bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const options = { ...sizes, folder, processors, towns: new Towns(folder, say), say };

  let areMet = true;
  for (const name of chosen) {
    const loadBefore = load();
    say(`\nSubject ${name}. Load of the last minute: ${loadBefore}, with ${processors.length} cores`);
    const began = performance.now();
    const { bounds, tables } = await subjects[name](options);
    const minutes = Math.ceil((performance.now() - began) / 60_000);
    const facts = conditions({ ...sizes, loadBefore, minutes });
    const all = bounds.length > 0 ? [boundsTable(bounds), ...tables] : tables;
    say(["", ...facts, ...all.map((table) => `\n${asText(table)}`)].join("\n"));
    areMet &&= bounds.every(isMet);
    if (!isOfUsualSize) continue;
    const numbers = { conditions: facts, tables: all };
    await writeFile(document, withNumbers(await readFile(document, "utf8"), name, numbers));
  }
  return areMet || !isOfUsualSize ? 0 : 1;
}

function say(line: string): void {
  console.log(line);
}

function refuseMachine(processors: readonly number[]): void {
  if (process.platform !== "linux")
    throw new WrongWords("The benchmark runs on Linux only: it reads the time of each thread from /proc.");
  if (processors.length < 2)
    throw new WrongWords("The benchmark needs two cores: one for the server and one for the load.");
  const missing = ["taskset", "strace"].filter((program) => !isOnPath(program));
  if (missing.length > 0) throw new WrongWords(`The benchmark needs ${missing.join(" and ")} on the PATH.`);
}

function isOnPath(program: string): boolean {
  return (process.env["PATH"] ?? "").split(":").some((folder) => existsSync(join(folder, program)));
}
