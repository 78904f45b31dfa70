export function isPostgres(place: string): boolean {
  return /^postgres(?:ql)?:/.test(place);
}

/** Matches an address with several servers, in libpq's format (postgresql.org/docs/15/libpq-connect.html). */
const withServers = /^(postgres(?:ql)?:\/\/(?:[^@/?]*@)?)([^/?]+)(.*)$/s;

/** Returns an address for each server of the database, in the order of the setting. */
export function serversOf(place: string): [string, ...string[]] {
  const [, begin = "", servers = "", rest = ""] = withServers.exec(place) ?? [];
  const [first = "", ...others] = servers.split(",");
  const addressOf = (server: string) => `${begin}${server}${rest}`;
  return others.length === 0 ? [place] : [addressOf(first), ...others.map(addressOf)];
}

export function isAddress(text: string): boolean {
  if (!isPostgres(text)) return false;
  const servers = serversOf(text);
  const isNamed = (address: string) => servers.length === 1 || new URL(address).host !== "";
  return servers.every((address) => URL.canParse(address) && isNamed(address));
}

/** Hides the password, for messages and logs. */
export function shownPlace(place: string): string {
  if (!isPostgres(place)) return place;
  const [first, ...others] = serversOf(place).map((address) => new URL(address));
  if (!first) return place;
  if (first.password !== "") first.password = "…";
  if (first.searchParams.has("password")) first.searchParams.set("password", "…");
  const servers = [first, ...others].map(({ host }) => host).join(",");
  const shown = others.length === 0 ? first.href : first.href.replace(`${first.host}/`, `${servers}/`);
  return decodeURIComponent(shown);
}
