import { availableParallelism } from "node:os";
import { join } from "node:path";
import { freePort } from "../free-port.ts";
import { ServerProcess } from "../server-process.ts";
import { Door } from "./door.ts";

const entry = join(import.meta.dirname, "../../src/main.ts");

export interface ServerStart {
  env?: Readonly<Record<string, string>>;
  wrapper?: readonly string[];
}

export class Server {
  readonly door: Door;
  readonly #process: ServerProcess;

  private constructor(started: ServerProcess, door: Door) {
    this.#process = started;
    this.door = door;
  }

  static async start({ env = {}, wrapper = [] }: ServerStart, attemptsLeft = 5): Promise<Server> {
    const port = await freePort();
    const started = new ServerProcess({
      entry,
      wrapper,
      env: {
        PORT: `${port}`,
        TRUSTED_PROXIES: "127.0.0.1",
        UV_THREADPOOL_SIZE: `${availableParallelism() + 2}`,
        LOG_LEVEL: "warn",
        ...env,
      },
    });
    try {
      await started.prints(/Sallyport is ready\./);
    } catch (error) {
      // Another program can take the port before the server listens. The server then starts again with another
      // port.
      if (attemptsLeft === 0 || !started.log.includes("another program has this port")) throw error;
      return Server.start({ env, wrapper }, attemptsLeft - 1);
    }
    return new Server(started, new Door(port));
  }

  get log(): string {
    return this.#process.log;
  }

  get pid(): number {
    return this.#process.pid;
  }

  end(): Promise<number | null> {
    return this.#process.end();
  }

  async kill(): Promise<void> {
    await this.#process.kill();
    this.door[Symbol.dispose]();
  }

  async stop(): Promise<void> {
    this.door[Symbol.dispose]();
    await this.#process.stop();
  }
}
