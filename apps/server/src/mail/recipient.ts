export interface Recipient {
  /** Null if the recipient has no account. */
  id: string | null;
  email: string;
  /** Null if only the address is known. */
  name: string | null;
}

export interface Author {
  email: string;
  name: string;
}
