/** The connection to the storage was lost and could not be reopened. Nothing is erased. */
export class ConnectionLost extends Error {
  override readonly name = "ConnectionLost";
}

/**
 * The errors of a lost connection: the first by IndexedDB 3.0 §4.5, the others if it breaks during a transaction.
 * WebKit reports UnknownError, "Connection to Indexed Database server lost".
 */
const signsOfLoss = ["InvalidStateError", "UnknownError", "AbortError", "TransactionInactiveError"];

/** A connection that opens on first use, and reopens once if it is lost. */
export class Connection<Database> {
  readonly #open: (onLost: () => void) => Promise<Database>;
  #opened: Promise<Database> | undefined;
  #wasOpen = false;

  constructor(open: (onLost: () => void) => Promise<Database>) {
    this.#open = open;
  }

  /**
   * Runs work on the connection, and once again after a loss.
   * @param work may run twice, so running it again must do no harm
   * @throws {ConnectionLost}
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
      // A failure is not cached, so "Try again" opens the connection again.
      this.#opened = undefined;
      throw error;
    }
  }
}

function isLoss(error: unknown): boolean {
  return error instanceof Error && signsOfLoss.includes(error.name);
}
