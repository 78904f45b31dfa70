import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { MailSink } from "@sallyport/server/lab/mail-sink.ts";
import type { SoftPasskey } from "@sallyport/server/lab/simulation/soft-passkey.ts";
import { median } from "@sallyport/server/lab/timing/statistics.ts";
import { addressOf, buildTown, type Town } from "@sallyport/server/lab/town.ts";
import type { Contender } from "../contenders/contender.ts";
import { RawArgon2id, startBetterAuth, startSkeleton } from "../contenders/peers.ts";
import { asContender, startSallyport } from "../contenders/sallyport.ts";
import type { Work } from "../load/closed-loop.ts";
import { Connection } from "../load/connection.ts";
import { headersFor, require } from "../load/logins.ts";
import { enrolApp, enrolPasskey, logInWithPasskey, visit } from "../load/requests.ts";
import { moveTo, placesFor } from "../measure/processors.ts";
import { shown } from "../report/table.ts";
import { type Course, medianLap, runRounds } from "./rounds.ts";
import type { Findings, Options } from "./subject.ts";

const lanes = 16;
/** No core can enrol more people in a second than this. */
const mostEnrolmentsPerSecond = 150;

export async function requests(options: Options): Promise<Findings> {
  const { say, seconds, rounds } = options;
  say("Passkeys, enrolment and session checks on one core");
  const places = placesFor(1, options.processors);
  await moveTo(places.load);
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(options.folder, "requests-"));
  const mailSink = stack.use(await MailSink.open());
  const raw = stack.use(await RawArgon2id.start(folder, places.server));
  const start = { folder, processors: places.server, people: 200 };

  const newcomers = lanes + Math.ceil((rounds * seconds + 3) * mostEnrolmentsPerSecond);
  const town = await buildTown(folder, { people: 200, newcomers });
  const sallyport = await startSallyport({ ...start, town, mailSink });
  stack.use(sallyport.server);
  const { origin } = sallyport;
  const skeleton = await startSkeleton(start);
  stack.use(skeleton.server);
  const betterAuth = await startBetterAuth(start, true);
  stack.use(betterAuth.server);

  const course = (name: string, work: Work): Course => ({ name, servers: [sallyport], lanes, work });
  const courses = [
    course("login with a passkey", await passkeyLogins(sallyport, town)),
    course("enrolment of an app", enrolments(origin, town)),
    ...(await Promise.all([asContender(sallyport, town), skeleton, betterAuth].map(sessionChecks))),
  ];
  const measured = await runRounds(raw, courses, options);
  const rows = courses.map(({ name }) => {
    const { perSecond, ratio, cpu, p50, p99 } = medianLap(measured.laps.get(name) ?? []);
    return [name, ...[perSecond, ratio, cpu.main, cpu.hashing, cpu.other, p50, p99].map(shown)];
  });
  return {
    tables: [
      {
        title: `Passkeys, enrolment and session checks, one core, c = ${lanes}`,
        note: `Beside them, raw argon2id compared ${shown(median(measured.raw))} passwords a second.`,
        head: ["", "per second", "÷ raw", "main ms", "hash ms", "other ms", "p50 ms", "p99 ms"],
        rows,
      },
    ],
    bounds: [],
  };
}

async function passkeyLogins(
  { port, origin }: { port: number; origin: string },
  { newcomers }: Town,
): Promise<Work> {
  const passkeys: SoftPasskey[] = [];
  using connection = await Connection.open(port);
  for (let lane = 0; lane < lanes; lane += 1) {
    const person = newcomers.shift();
    if (!person) throw new Error("There are too few people.");
    passkeys.push(await enrolPasskey(visit(connection, origin, lane), person));
  }
  return async (own, lane) => {
    const passkey = passkeys[lane];
    if (passkey) await logInWithPasskey(visit(own, origin, lane), passkey);
  };
}

function enrolments(origin: string, { newcomers }: Town): Work {
  return async (connection) => {
    const person = newcomers.shift();
    if (!person) throw new Error("This machine enrols more people than there are.");
    await enrolApp(visit(connection, origin, newcomers.length), person);
  };
}

async function sessionChecks({
  name,
  server,
  port,
  origin,
  sessionPath: path,
  logIn,
}: Contender): Promise<Course> {
  const sessions: ReadonlyMap<string, string>[] = [];
  using connection = await Connection.open(port);
  for (let lane = 0; lane < lanes; lane += 1) sessions.push(await logIn(connection));
  const work: Work = async (own, lane) => {
    const headers = headersFor(origin, addressOf(lane));
    const cookies = sessions[lane] ?? new Map<string, string>();
    const answer = await own.send({ method: "GET", path, headers, cookies });
    require(answer, '"');
    if (answer.body.includes('"at":"start"')) throw new Error("The session has ended.");
  };
  return { name: `session check, ${name}`, servers: [{ server, port }], lanes, work };
}
