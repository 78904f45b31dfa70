/** The library's fields, which it reads back as it wrote them. */
export interface Payload {
  accountId?: string;
  clientId?: string;
  grantId?: string;
  uid?: string;
  sessionUid?: string;
  scope?: string;
  [name: string]: unknown;
}
