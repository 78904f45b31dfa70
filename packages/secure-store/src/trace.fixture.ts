import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runModule } from "./module.fixture.ts";

/** A system call that starts a program, or moves bytes. */
export interface Call {
  readonly name: string;
  /** The call as strace prints it, in full. */
  readonly text: string;
  /** What the bytes go to or come from: `pipe`, the path of a socket, or the other words of strace for it. */
  readonly peer: string;
}

const moving = "read,readv,pread64,recvfrom,recvmsg,write,writev,pwrite64,sendto,sendmsg";

/** Runs a module's text, and everything that it starts, under strace. */
export async function traceOf(text: string): Promise<Call[]> {
  const folder = await mkdtemp(join(tmpdir(), "trace-"));
  try {
    const file = join(folder, "trace");
    const calls = ["-e", `trace=execve,connect,${moving}`];
    await runModule(text, ["strace", "-f", "-v", "-yy", "-s", "65536", ...calls, "-o", file]);
    return callsIn((await readFile(file, "utf8")).split("\n"));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * strace says which socket an end is, but not where it leads: the connections are followed. A call that another process
 * interrupted is in two lines, of which only the first has its name and end.
 */
function callsIn(lines: readonly string[]): Call[] {
  const sockets = new Map<string, string>();
  const interrupted = new Map<string, string>();
  return lines.flatMap((line) => {
    const [, process = "", text = ""] = /^(\d+) +(.*)/.exec(line) ?? [];
    const head = text.startsWith("<... ") ? (interrupted.get(process) ?? "") : text;
    if (text.endsWith("<unfinished ...>")) interrupted.set(process, text);
    // The kind of an end has an arrow in it: UNIX-STREAM:[12->34].
    const [, name, end, about = ""] = /^(\w+)\((\d*)(?:<((?:->|[^>])*))?/.exec(head) ?? [];
    if (name === undefined) return [];
    const path = /sun_path="([^"]+)"/.exec(text)?.[1];
    if (name === "connect" && path !== undefined) sockets.set(`${process}:${end}`, path);
    const isPipe = /^(UNIX|pipe)/.test(about);
    return [{ name, text, peer: isPipe ? (sockets.get(`${process}:${end}`) ?? "pipe") : about }];
  });
}
