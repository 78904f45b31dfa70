export interface Recipient {
  /** The id of the recipient's account; null if there is none. */
  id: string | null;
  email: string;
  /** Null if only the address is known. */
  name: string | null;
}

/** An administrator who caused a mail. */
export interface Author {
  email: string;
  name: string;
}
