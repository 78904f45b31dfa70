export interface Contents {
  accounts: number;
  events: number;
  /** Null if there are no events. */
  lastEventAt: number | null;
  slots: { id: string; kind: string }[];
}
