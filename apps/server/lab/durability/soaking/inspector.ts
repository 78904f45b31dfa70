import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";

interface Message {
  id?: number;
  result?: { result?: { value?: unknown }; exceptionDetails?: { text: string } };
  error?: { message: string };
}

const loop = "sallyportLoopDelay";

/**
 * Connects to the debugging port of a Node process (chromedevtools.github.io/devtools-protocol). Enables
 * nothing that slows the process down.
 */
export class Inspector implements Disposable {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (message: Message) => void>();
  #last = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      const message = JSON.parse(String(data)) as Message;
      this.#waiting.get(message.id ?? 0)?.(message);
      this.#waiting.delete(message.id ?? 0);
    });
  }

  static environment(port: number): { NODE_OPTIONS: string } {
    return { NODE_OPTIONS: `--inspect=127.0.0.1:${port}` };
  }

  static async open(port: number): Promise<Inspector> {
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
      webSocketDebuggerUrl: string;
    }[];
    const socket = new WebSocket(targets[0]?.webSocketDebuggerUrl ?? "");
    await once(socket, "open");
    return new Inspector(socket);
  }

  async valueOf<Value>(expression: string): Promise<Value> {
    const { result } = await this.#call("Runtime.evaluate", {
      expression,
      returnByValue: true,
      awaitPromise: true,
    });
    if (result?.exceptionDetails) throw new Error(`${expression}: ${result.exceptionDetails.text}`);
    return result?.result?.value as Value;
  }

  async heapAfterCollection(): Promise<number> {
    const sizes: number[] = [];
    // Collects garbage three times. Finalizers release objects that only the next collection can free.
    for (let round = 0; round < 3; round += 1) {
      await this.#call("HeapProfiler.collectGarbage");
      await pause(50);
      sizes.push(await this.valueOf<number>("process.memoryUsage().heapUsed"));
    }
    return Math.min(...sizes);
  }

  async watchLoop(): Promise<void> {
    await this.valueOf(
      `globalThis.${loop} = process.getBuiltinModule("node:perf_hooks").monitorEventLoopDelay({ resolution: 10 }),
        globalThis.${loop}.enable()`,
    );
  }

  latestTurnMs(): Promise<number> {
    return this.valueOf<number>(`globalThis.${loop}.max / 1e6`);
  }

  async #call(method: string, params: object = {}): Promise<Message> {
    this.#last += 1;
    const id = this.#last;
    const answer = new Promise<Message>((resolve) => this.#waiting.set(id, resolve));
    this.#socket.send(JSON.stringify({ id, method, params }));
    const message = await answer;
    if (message.error) throw new Error(`${method}: ${message.error.message}`);
    return message;
  }

  [Symbol.dispose](): void {
    this.#socket.close();
  }
}
