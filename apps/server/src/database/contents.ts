export interface Contents {
  accounts: number;
  events: number;
  lastEventAt: number | null;
  slots: { id: string; kind: string }[];
}
