/** What every mail says of the place that it comes from. */
export interface Letterhead {
  organisation: string;
  portalOrigin: string;
  /** IANA name, like `Europe/Berlin`: the zone in which mails tell moments. */
  timeZone: string;
}
