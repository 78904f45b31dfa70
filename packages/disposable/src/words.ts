import { parseArgs } from "node:util";
import { portIn } from "./issuer.ts";
import { messageOf, Trouble } from "./trouble.ts";

export const usage = `sallyport-disposable --seed FILE

  --seed FILE         users, groups and applications; - reads one line of stdin
  --port PORT         a fixed port; any free one by default
  --issuer ORIGIN     a fixed issuer, like http://localhost:4700; also sets the port
  --now TIME          what the clock shows at the start, like 2027-01-04T09:00:00Z
  --keep-running      doesn't end with the process that started it
  --log-level LEVEL   silent, error, warn or info; error by default
  --help, --version

When it is ready, it writes one line of JSON on stdout. Everything else goes to stderr.`;

const logLevels = ["silent", "error", "warn", "info"] as const;

export interface Words {
  seed: string | null;
  port: number;
  issuer: string | null;
  now: number;
  keepsRunning: boolean;
  logLevel: (typeof logLevels)[number];
}

export function readWords(args: string[]): Words {
  const { seed = null, issuer = null, port, now, ...values } = valuesIn(args);
  const level = values["log-level"];
  const logLevel = logLevels.find((each) => each === level);
  if (!logLevel) throw new Trouble(`--log-level is ${level}. Choose one of ${logLevels.join(", ")}.`);
  return {
    seed,
    issuer,
    port: portOf(port, issuer),
    now: now === undefined ? Date.now() : timeIn(now),
    keepsRunning: values["keep-running"],
    logLevel,
  };
}

function valuesIn(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        seed: { type: "string" },
        port: { type: "string" },
        issuer: { type: "string" },
        now: { type: "string" },
        "keep-running": { type: "boolean", default: false },
        "log-level": { type: "string", default: "error" },
      },
    }).values;
  } catch (error) {
    throw new Trouble(`${messageOf(error)}\n\n${usage}`);
  }
}

function portOf(given: string | undefined, issuer: string | null): number {
  const ofIssuer = issuer === null ? null : portIn(issuer);
  if (given === undefined) return ofIssuer ?? 0;
  const port = /^\d{1,5}$/.test(given) ? Number(given) : Number.NaN;
  if (!(port <= 65_535))
    throw new Trouble(`--port is ${given}. Give a port from 1 to 65535, or 0 for any free one.`);
  if (ofIssuer !== null && ofIssuer !== port)
    throw new Trouble(`--port is ${port}, but the issuer has port ${ofIssuer}. Leave --port out.`);
  return port;
}

function timeIn(text: string): number {
  const now = Date.parse(text);
  if (Number.isNaN(now)) throw new Trouble(`--now is ${text}. Give a time like 2027-01-04T09:00:00Z.`);
  return now;
}
