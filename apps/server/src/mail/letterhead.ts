export interface Letterhead {
  organisation: string;
  portalOrigin: string;
  timeZone: string;
}
