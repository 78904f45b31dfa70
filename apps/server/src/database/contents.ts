/** What is in a database or its backup. */
export interface Contents {
  accounts: number;
  events: number;
  /** The time of the last event; null if there are no events. */
  lastEventAt: number | null;
  slots: { id: string; kind: string }[];
}
