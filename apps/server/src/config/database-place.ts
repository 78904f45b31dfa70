export function isPostgres(place: string): boolean {
  return /^postgres(?:ql)?:/.test(place);
}

/** Removes the password, for messages and logs. */
export function shownPlace(place: string): string {
  if (!isPostgres(place)) return place;
  const url = new URL(place);
  if (url.password !== "") url.password = "…";
  if (url.searchParams.has("password")) url.searchParams.set("password", "…");
  return decodeURIComponent(url.href);
}
