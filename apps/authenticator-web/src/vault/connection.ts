/** The app could not reopen the browser's database, but the stored accounts still exist. */
export class ConnectionLost extends Error {
  override readonly name = "ConnectionLost";
}

/**
 * An operation on a lost connection throws `InvalidStateError` (IndexedDB 3.0 §4.5). The other errors occur if
 * the connection is lost during a transaction.
 */
const signsOfLoss = ["InvalidStateError", "UnknownError", "AbortError", "TransactionInactiveError"];

export class Connection<Database> {
  readonly #open: (onLost: () => void) => Promise<Database>;
  #opened: Promise<Database> | undefined;
  #wasOpen = false;

  constructor(open: (onLost: () => void) => Promise<Database>) {
    this.#open = open;
  }

  /**
   * Runs `work`, and runs it again if the connection is lost. Throws `ConnectionLost` if the second run fails
   * too.
   */
  async use<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
    try {
      return await work(await this.#database());
    } catch (error) {
      if (!this.#wasOpen || !isLoss(error)) throw error;
      this.#opened = undefined;
    }
    try {
      return await work(await this.#database());
    } catch (cause) {
      this.#opened = undefined;
      throw isLoss(cause) ? new ConnectionLost("the storage can't be reached", { cause }) : cause;
    }
  }

  async #database(): Promise<Database> {
    this.#opened ??= this.#open(() => {
      this.#opened = undefined;
    });
    try {
      const database = await this.#opened;
      this.#wasOpen = true;
      return database;
    } catch (error) {
      this.#opened = undefined;
      throw error;
    }
  }
}

function isLoss(error: unknown): boolean {
  return error instanceof Error && signsOfLoss.includes(error.name);
}
