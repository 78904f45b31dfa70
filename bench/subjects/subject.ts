import type { Towns } from "../contenders/towns.ts";
import type { Bound } from "../report/bounds.ts";
import type { Table } from "../report/table.ts";
import type { RoundOptions } from "./rounds.ts";

export interface Options extends RoundOptions {
  /** A folder for databases and logs. */
  folder: string;
  /** The processors that the whole benchmark may use. */
  processors: readonly number[];
  towns: Towns;
  /** How many users the largest database has. */
  users: number;
}

export interface Findings {
  tables: Table[];
  bounds: Bound[];
}

export type Subject = (options: Options) => Promise<Findings>;
