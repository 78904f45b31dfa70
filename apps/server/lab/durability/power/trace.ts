import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

/** A system call on a watched file. Times are milliseconds since 1970. */
export type Step =
  | { kind: "write"; at: number; file: string; offset: number; data: Buffer }
  | { kind: "truncate"; at: number; file: string; length: number }
  | { kind: "sync-begins"; at: number; file: string; thread: string }
  | { kind: "sync-ends"; at: number; file: string; thread: string };

export function recording(trace: string, files: readonly string[], inject: readonly string[] = []): string[] {
  const calls = "trace=pwrite64,ftruncate,fsync,fdatasync";
  const options = [
    "-f",
    "-y",
    "-ttt",
    "-xx",
    "-s",
    `${2 ** 17}`,
    "--seccomp-bpf",
    "-e",
    calls,
    "-e",
    "signal=none",
  ];
  const faults = inject.flatMap((fault) => ["-e", `inject=${fault}`]);
  return ["strace", ...options, ...faults, ...files.flatMap((file) => ["-P", file]), "-o", trace];
}

const line = /^(\d+) +(\d+\.\d+) (.*)$/;
const begun = /^(\w+)\(\d+<([^>]*)>(?:, (?:"([^"]*)", \d+, )?(\d+))?(.*)$/;
const ended = /\) += (-?\d+)/;

/** Returns the calls, sorted by their end. A sync covers only the writes that ended before the sync began. */
export async function readTrace(path: string): Promise<Step[]> {
  const steps: Step[] = [];
  const open = new Map<string, string>();
  for await (const text of createInterface({ input: createReadStream(path) })) {
    const [, thread = "", seconds = "", call = ""] = line.exec(text) ?? [];
    const at = Number(seconds) * 1000;
    if (call.endsWith("<unfinished ...>")) {
      open.set(thread, call);
      if (isSync(call)) steps.push({ kind: "sync-begins", at, file: fileOf(call), thread });
    } else if (call.startsWith("<... ")) {
      const whole = open.get(thread);
      open.delete(thread);
      if (whole !== undefined && isDone(call)) steps.push(stepOf(whole, at, thread));
    } else if (begun.test(call)) {
      if (isSync(call)) steps.push({ kind: "sync-begins", at, file: fileOf(call), thread });
      if (isDone(call)) steps.push(stepOf(call, at, thread));
    }
  }
  return steps;
}

function isSync(call: string): boolean {
  return /^f(?:data)?sync\(/.test(call);
}

function isDone(call: string): boolean {
  return Number(ended.exec(call)?.[1] ?? -1) >= 0;
}

function fileOf(call: string): string {
  return fromHex(begun.exec(call)?.[2] ?? "").toString();
}

function stepOf(call: string, at: number, thread: string): Step {
  const [, name, , data, number] = begun.exec(call) ?? [];
  const file = fileOf(call);
  if (isSync(call)) return { kind: "sync-ends", at, file, thread };
  if (name === "ftruncate") return { kind: "truncate", at, file, length: Number(number) };
  return { kind: "write", at, file, offset: Number(number), data: fromHex(data ?? "") };
}

/** Turns `\x61\x62` into `ab`, for example. */
function fromHex(text: string): Buffer {
  return Buffer.from(text.replaceAll("\\x", ""), "hex");
}
