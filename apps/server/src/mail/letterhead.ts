export interface Letterhead {
  organisation: string;
  portalOrigin: string;
  /** An IANA name like `Europe/Berlin`. */
  timeZone: string;
}
