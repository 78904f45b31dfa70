/** A sentence that says what was lost, done twice or answered wrongly. */
export type Finding = string;

export interface Options {
  /** A folder for databases and logs, removed at the end. */
  folder: string;
  say: (line: string) => void;
  /** How often something is broken. */
  times: number | undefined;
  /** How long a load runs. */
  minutes: number | undefined;
  databases: readonly ("sqlite" | "postgres")[];
}

/** Breaks something under load, prints counts, and returns what it found. Throws if it couldn't prove anything. */
export type Subject = (options: Options) => Promise<Finding[]>;
