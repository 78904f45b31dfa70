import { parseArgs } from "node:util";
import { typedCommand } from "../../core/typed-command.ts";

export class UsageError extends Error {
  override readonly name = "UsageError";
}

export type AccountsCommand = { name: "list-owners" } | { name: "recover" | "accept-codes"; email: string };

export interface AccountsRequest {
  command: AccountsCommand;
  isJson: boolean;
}

export const usage = `${typedCommand("accounts", "COMMAND [--json]")}

  list-owners       list the owners, and whether each can log in
  recover E-MAIL    help an administrator who can't log in: removes their password and all their factors, and prints a
                    link to choose a new password, which works once, for an hour
  accept-codes E-MAIL
                    accept an administrator's codes that count as used because the server's clock was ahead at a login;
                    removes nothing, and no code works twice

The database and the portal's address come from the server's settings: DATABASE, PORTAL_ORIGIN, PORT.
The server may be running.`;

export function readArguments(args: readonly string[]): AccountsRequest {
  const { values, positionals } = parse(args);
  const [name = "", ...words] = positionals;
  const isJson = values.json;
  switch (name) {
    case "list-owners":
      if (words.length > 0) throw new UsageError("list-owners takes no words.");
      return { command: { name }, isJson };
    case "recover":
    case "accept-codes": {
      const [email] = words;
      if (email === undefined || words.length > 1) throw new UsageError(`${name} takes one e-mail address.`);
      return { command: { name, email }, isJson };
    }
    default:
      throw new UsageError(name === "" ? "Name a command." : `There is no command ${name}.`);
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { json: { type: "boolean", default: false } },
      allowPositionals: true,
    });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : "These arguments can't be read.", {
      cause,
    });
  }
}
