export type Finding = string;

export interface Options {
  folder: string;
  say: (line: string) => void;
  times: number | undefined;
  minutes: number | undefined;
  databases: readonly ("sqlite" | "postgres")[];
}

export type Subject = (options: Options) => Promise<Finding[]>;
