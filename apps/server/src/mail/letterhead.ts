/** What every mail says about the server that sent it. */
export interface Letterhead {
  organisation: string;
  portalOrigin: string;
  /** IANA name, like `Europe/Berlin`: the time zone of moments in mails. */
  timeZone: string;
}
