export type Finding = string;

export interface Options {
  folder: string;
  say: (line: string) => void;
  times: number | undefined;
  minutes: number | undefined;
  databases: readonly ("sqlite" | "postgres")[];
}

/** Breaks something under load, and returns the findings. Throws if the run proved nothing. */
export type Subject = (options: Options) => Promise<Finding[]>;
