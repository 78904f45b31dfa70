import type { Towns } from "../contenders/towns.ts";
import type { Bound } from "../report/bounds.ts";
import type { Table } from "../report/table.ts";
import type { RoundOptions } from "./rounds.ts";

export interface Options extends RoundOptions {
  folder: string;
  processors: readonly number[];
  towns: Towns;
  users: number;
}

export interface Findings {
  tables: Table[];
  bounds: Bound[];
}

export type Subject = (options: Options) => Promise<Findings>;
