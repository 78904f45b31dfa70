import type { OwnApplication } from "@sallyport/contract/own-applications";

/** Returns the matching applications, sorted by name. Applications whose name begins with the search come first. */
export function foundApplications(
  applications: readonly OwnApplication[],
  search: string,
  locale?: string,
): OwnApplication[] {
  const { compare } = new Intl.Collator(locale, { numeric: true, sensitivity: "base" });
  const sought = folded(search.trim());
  const begins = ({ name }: OwnApplication) => Number(folded(name).startsWith(sought));
  return applications
    .filter(({ name, address }) => folded(name).includes(sought) || hostOf(address).includes(sought))
    .toSorted((one, other) => begins(other) - begins(one) || compare(one.name, other.name));
}

export function hostOf(address: string): string {
  return URL.parse(address)?.host ?? address;
}

function folded(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
