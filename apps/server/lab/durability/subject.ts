/** A sentence about an act that was lost, happened twice or got a wrong answer. */
export type Finding = string;

export interface Options {
  /** A folder for databases and logs, removed at the end. */
  folder: string;
  say: (line: string) => void;
  /** How many times the subject breaks something. */
  times: number | undefined;
  /** How long a load runs. */
  minutes: number | undefined;
  databases: readonly ("sqlite" | "postgres")[];
}

/** Breaks something under load, prints numbers, and returns the findings. Throws if the run proved nothing. */
export type Subject = (options: Options) => Promise<Finding[]>;
