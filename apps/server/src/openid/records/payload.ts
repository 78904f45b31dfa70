/** The fields that the library stores. Only those that our code reads have a name here. */
export interface Payload {
  accountId?: string;
  clientId?: string;
  grantId?: string;
  uid?: string;
  sessionUid?: string;
  scope?: string;
  [name: string]: unknown;
}
