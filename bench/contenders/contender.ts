import type { Connection } from "../load/connection.ts";
import type { ServerProcess } from "./server-process.ts";

export interface Contender {
  name: string;
  server: ServerProcess;
  port: number;
  origin: string;
  /** The path of a GET request that returns the session to which the cookies belong. */
  sessionPath: string;
  /** Logs in with password and passcode in a new browser, and returns the cookies. */
  logIn: (connection: Connection) => Promise<ReadonlyMap<string, string>>;
}

export interface ContenderStart {
  folder: string;
  processors: readonly number[];
  people: number;
  place?: string | undefined;
  traceFile?: string;
}
