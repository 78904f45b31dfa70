/** The relation that leads to a login server (OpenID Connect Discovery 1.0 §2). */
const issuerRelation = "http://openid.net/specs/connect/1.0/issuer";

interface Question {
  resource: string;
  /** Empty if the caller wants every relation. */
  relations: readonly string[];
}

/** A JSON Resource Descriptor (RFC 7033 §4.4). */
interface Descriptor {
  subject: string;
  links: { rel: string; href: string }[];
}

const mostCharacters = 512;
const host = /[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*/;
/** The syntax of RFC 7565 §7. If the user's name is an e-mail address, its `@` is written as `%40`. */
const account = new RegExp(`^acct:(?:[\\w!$&'()*+,;=.~-]|%[0-9a-f]{2})+@${host.source}$`, "i");

/** Returns null if the query doesn't follow RFC 7033 §4.1. */
export function questionIn({ resource, rel = [] }: Readonly<Record<string, unknown>>): Question | null {
  const relations: unknown[] = [rel].flat();
  if (typeof resource !== "string" || resource.length > mostCharacters || !URL.canParse(resource))
    return null;
  if (relations.length > 20 || !relations.every((relation) => isShort(relation))) return null;
  return { resource, relations };
}

function isShort(relation: unknown): relation is string {
  return typeof relation === "string" && relation !== "" && relation.length <= mostCharacters;
}

/**
 * Answers for every account, so the answer doesn't show whether an account exists. The account's domain needs no check,
 * because only the domain's own web server can redirect a client to this server. Returns null if the resource isn't an
 * account.
 */
export function describe({ resource, relations }: Question, issuer: string): Descriptor | null {
  if (!account.test(resource)) return null;
  const isWanted = relations.length === 0 || relations.includes(issuerRelation);
  return { subject: resource, links: isWanted ? [{ rel: issuerRelation, href: issuer }] : [] };
}
