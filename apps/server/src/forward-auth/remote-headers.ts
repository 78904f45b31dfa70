import { asOneLine } from "@sallyport/contract/characters";

interface Person {
  name: string;
  username: string | null;
  email: string;
}

/** All four headers are always there: a proxy could let the visitor's own header through in place of a missing one. */
export function remoteHeaders(
  { name, username, email }: Person,
  groups: readonly { name: string }[],
): Record<string, string> {
  return {
    "remote-user": headerValue(username ?? email),
    "remote-name": headerValue(name),
    "remote-email": headerValue(email),
    // A comma in a name would make two groups of it.
    "remote-groups": headerValue(groups.map((group) => group.name.replaceAll(",", "%2C")).join(",")),
  };
}

/** Node sends each character as one byte, and applications read UTF-8. */
function headerValue(text: string): string {
  return Buffer.from(asOneLine(text).trim() || "-").toString("latin1");
}
