import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "@sallyport/server/lab/free-port.ts";
import { MailSink } from "@sallyport/server/lab/mail-sink.ts";
import { buildTown, type Town } from "@sallyport/server/lab/town.ts";
import { Connection } from "../load/connection.ts";
import { headersFor, logInToSallyport } from "../load/logins.ts";
import { Rota } from "../load/rota.ts";
import type { Contender, ContenderStart } from "./contender.ts";
import { ServerProcess } from "./server-process.ts";

const entry = fileURLToPath(import.meta.resolve("@sallyport/server/src/main.ts"));
const inside = join(import.meta.dirname, "../measure/inside.ts");
const patienceMs = 120_000;

interface Sallyport {
  server: ServerProcess;
  port: number;
  origin: string;
  startMs: number;
}

interface SallyportStart extends Omit<ContenderStart, "people" | "place"> {
  town: Pick<Town, "env">;
  mailSink: MailSink;
  origin?: string;
  isWatchedInside?: boolean;
}

export async function startSallyport(start: SallyportStart): Promise<Sallyport> {
  const { town, mailSink, processors, folder, traceFile, isWatchedInside = false } = start;
  const port = await freePort();
  const origin = start.origin ?? `http://portal.localhost:${port}`;
  const began = performance.now();
  const server = new ServerProcess({
    name: "sallyport",
    words: [...(isWatchedInside ? ["--import", inside] : []), entry],
    env: {
      ...town.env,
      PORT: `${port}`,
      PORTAL_ORIGIN: origin,
      AUTHENTICATOR_ORIGIN: origin.replace("portal", "authenticator"),
      SMTP_URL: `smtp://127.0.0.1:${mailSink.port}`,
      // The load sends `X-Forwarded-For`, so each login has its own client address.
      TRUSTED_PROXIES: "127.0.0.1",
      // The same value is set in scripts/setup/commands.mjs.
      UV_THREADPOOL_SIZE: `${processors.length + 2}`,
    },
    processors,
    folder,
    traceFile,
  });
  await firstAnswer(server, port, origin, began + patienceMs);
  return { server, port, origin, startMs: performance.now() - began };
}

async function firstAnswer(
  server: ServerProcess,
  port: number,
  origin: string,
  until: number,
): Promise<void> {
  while (performance.now() < until) {
    try {
      using connection = await Connection.open(port);
      const headers = headersFor(origin, "192.0.2.1");
      if ((await connection.send({ method: "GET", path: "/api/about", headers })).status === 200) return;
    } catch {}
    await server.mustRun();
    await sleep(5);
  }
  throw new Error("The server doesn't answer.");
}

export async function startSallyportWithPeople(
  { people, folder, place, ...start }: ContenderStart,
  mailSink: MailSink,
): Promise<Contender> {
  const own = await mkdtemp(join(folder, "sallyport-"));
  const town = await buildTown(own, { people, place });
  return asContender(await startSallyport({ ...start, folder: own, town, mailSink }), town);
}

export function asContender({ server, port, origin }: Sallyport, { people }: Town): Contender {
  const rota = new Rota(people);
  return {
    name: "Sallyport",
    server,
    port,
    origin,
    sessionPath: "/api/user/sign-in",
    logIn: (connection) => logInToSallyport(connection, origin, rota),
  };
}
