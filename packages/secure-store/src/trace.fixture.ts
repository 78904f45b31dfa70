import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runModule } from "./module.fixture.ts";

export interface Call {
  readonly name: string;
  readonly text: string;
  /**
   * What the file descriptor refers to: `pipe`, the path of a socket, or the description that strace prints.
   */
  readonly peer: string;
}

const moving = "read,readv,pread64,recvfrom,recvmsg,write,writev,pwrite64,sendto,sendmsg";

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
 * strace prints no peer for a socket, so its path comes from the `connect` call. Only the first line of an
 * interrupted call has the name and the file descriptor.
 */
function callsIn(lines: readonly string[]): Call[] {
  const sockets = new Map<string, string>();
  const interrupted = new Map<string, string>();
  return lines.flatMap((line) => {
    const [, process = "", text = ""] = /^(\d+) +(.*)/.exec(line) ?? [];
    const head = text.startsWith("<... ") ? (interrupted.get(process) ?? "") : text;
    if (text.endsWith("<unfinished ...>")) interrupted.set(process, text);
    const [, name, end, about = ""] = /^(\w+)\((\d*)(?:<((?:->|[^>])*))?/.exec(head) ?? [];
    if (name === undefined) return [];
    const path = /sun_path="([^"]+)"/.exec(text)?.[1];
    if (name === "connect" && path !== undefined) sockets.set(`${process}:${end}`, path);
    const isPipe = /^(UNIX|pipe)/.test(about);
    return [{ name, text, peer: isPipe ? (sockets.get(`${process}:${end}`) ?? "pipe") : about }];
  });
}
