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

/** What the library calls to keep one kind of record. */
export interface Adapter {
  upsert(id: string, payload: Payload, expiresIn: number): Promise<void>;
  find(id: string): Promise<Payload | undefined>;
  findByUid(uid: string): Promise<Payload | undefined>;
  findByUserCode(code: string): Promise<undefined>;
  consume(id: string): Promise<void>;
  destroy(id: string): Promise<void>;
  revokeByGrantId(grantId: string): Promise<void>;
}

/** Errors of the library's classes. The library sends only such errors to the application. */
export interface Refusals {
  usedBefore(): Error;
  sessionGone(): Error;
}
