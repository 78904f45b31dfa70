import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import type { Person } from "@sallyport/server/lab/town.ts";
import { logInToBetterAuth, logInToSallyport } from "../load/logins.ts";
import { Rota } from "../load/rota.ts";
import type { Contender, ContenderStart } from "./contender.ts";
import { ServerProcess } from "./server-process.ts";

const peer = (name: string) => join(import.meta.dirname, "../peers", `${name}.ts`);

interface Ready {
  port: number;
  people: Person[];
}

async function startPeer(
  name: string,
  { folder, processors, people, traceFile }: ContenderStart,
  env: Readonly<Record<string, string>>,
): Promise<{ server: ServerProcess } & Ready> {
  const own = await mkdtemp(join(folder, `${name}-`));
  const words = [peer(name), own, `${people}`];
  const server = new ServerProcess({ name, words, env, processors, folder: own, traceFile });
  return { server, ...(await server.message<Ready>()) };
}

export async function startSkeleton(start: ContenderStart): Promise<Contender> {
  const threads = { UV_THREADPOOL_SIZE: `${start.processors.length}` };
  const { server, port, people } = await startPeer("skeleton", start, threads);
  const rota = new Rota(people);
  const origin = `http://portal.localhost:${port}`;
  return {
    name: "plain skeleton",
    server,
    port,
    origin,
    sessionPath: "/api/user/sign-in",
    logIn: (connection) => logInToSallyport(connection, origin, rota),
  };
}

/** better-auth gets fewer people, because it makes accounts slowly. */
const mostOfBetterAuth = 2000;

/** With `isBestPool`, libuv has one thread for each core. Without it, libuv has its default of four threads. */
export async function startBetterAuth(start: ContenderStart, isBestPool: boolean): Promise<Contender> {
  const threads = isBestPool ? start.processors.length : 4;
  const env = { UV_THREADPOOL_SIZE: `${threads}` };
  const { server, port, people } = await startPeer(
    "better-auth",
    { ...start, people: Math.min(start.people, mostOfBetterAuth) },
    env,
  );
  const rota = new Rota(people);
  const origin = `http://127.0.0.1:${port}`;
  return {
    name: `better-auth, ${isBestPool ? "best pool" : "as it comes"}`,
    server,
    port,
    origin,
    sessionPath: "/api/auth/get-session",
    logIn: (connection) => logInToBetterAuth(connection, origin, rota),
  };
}

export class RawArgon2id implements AsyncDisposable {
  readonly #server: ServerProcess;
  readonly #atOnce: number;

  private constructor(server: ServerProcess, atOnce: number) {
    this.#server = server;
    this.#atOnce = atOnce;
  }

  static async start(folder: string, processors: readonly number[]): Promise<RawArgon2id> {
    const name = "raw-argon2id";
    const env = { UV_THREADPOOL_SIZE: `${processors.length}` };
    const server = new ServerProcess({ name, words: [peer(name)], env, processors, folder });
    await server.message();
    return new RawArgon2id(server, processors.length);
  }

  async perSecond(seconds: number): Promise<number> {
    return (await this.#server.message<{ perSecond: number }>({ atOnce: this.#atOnce, seconds })).perSecond;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#server[Symbol.asyncDispose]();
  }
}
