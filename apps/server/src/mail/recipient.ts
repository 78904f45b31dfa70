export interface Recipient {
  id: string | null;
  email: string;
  name: string | null;
}

export interface Author {
  email: string;
  name: string;
}
