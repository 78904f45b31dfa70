/** What every mail says about the server that sent it. */
export interface Letterhead {
  organisation: string;
  portalOrigin: string;
  /** The time zone for times in mails, as an IANA name like `Europe/Berlin`. */
  timeZone: string;
}
