export interface Output {
  /** Prints a line for programs. */
  readonly out: (line: string) => void;
  /** Prints a line for people. */
  readonly error: (line: string) => void;
}
