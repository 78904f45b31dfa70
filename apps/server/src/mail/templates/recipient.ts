export interface Recipient {
  email: string;
  name: string;
}
