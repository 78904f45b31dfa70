/** The connection to the storage was lost while the app was open, and could not be opened again. Nothing is erased. */
export class ConnectionLost extends Error {
  override readonly name = "ConnectionLost";
}

/**
 * How a lost connection shows: the first by IndexedDB 3.0 §4.5, the others when it breaks during a transaction. WebKit
 * says UnknownError, "Connection to Indexed Database server lost".
 */
const signsOfLoss = ["InvalidStateError", "UnknownError", "AbortError", "TransactionInactiveError"];

/** A connection that is opened when it is needed, and opened again once when it is lost. */
export class Connection<Database> {
  readonly #open: (onLost: () => void) => Promise<Database>;
  #opened: Promise<Database> | undefined;
  #wasOpen = false;

  constructor(open: (onLost: () => void) => Promise<Database>) {
    this.#open = open;
  }

  /**
   * @param work done again after a loss, so it must not matter if it was done before
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
      // A failure is not remembered, so that "Try again" does try again.
      this.#opened = undefined;
      throw error;
    }
  }
}

function isLoss(error: unknown): boolean {
  return error instanceof Error && signsOfLoss.includes(error.name);
}
