import { asOneLine } from "@sallyport/contract/characters";

interface Person {
  name: string;
  username: string | null;
  email: string;
}

/** Always sets all four headers. Otherwise, a proxy could pass on a header of that name from the user's request. */
export function remoteHeaders(
  { name, username, email }: Person,
  groups: readonly { name: string }[],
): Record<string, string> {
  return {
    "remote-user": headerValue(username ?? email),
    "remote-name": headerValue(name),
    "remote-email": headerValue(email),
    // A comma separates two groups, so a comma inside a name is encoded.
    "remote-groups": headerValue(groups.map((group) => group.name.replaceAll(",", "%2C")).join(",")),
  };
}

/** Node sends each character of a header as one byte, so each byte of the UTF-8 text becomes a character. */
function headerValue(text: string): string {
  // defence: AT-122
  return Buffer.from(asOneLine(text).trim() || "-").toString("latin1");
}
