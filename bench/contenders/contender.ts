import type { Connection } from "../load/connection.ts";
import type { ServerProcess } from "./server-process.ts";

/** A server that people can log in to. */
export interface Contender {
  name: string;
  server: ServerProcess;
  port: number;
  origin: string;
  /** Answers a GET with the session that belongs to the cookies. */
  sessionPath: string;
  /** Logs the next person in with password and passcode, in a new browser. Returns the browser's cookies. */
  logIn: (connection: Connection) => Promise<ReadonlyMap<string, string>>;
}

export interface ContenderStart {
  /** An empty folder for the contender's database. */
  folder: string;
  processors: readonly number[];
  people: number;
  /** The address of a Postgres database for Sallyport, instead of a file in the folder. */
  place?: string | undefined;
  traceFile?: string;
}
