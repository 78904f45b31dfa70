import { parseArgs } from "node:util";
import { typedCommand } from "../../core/typed-command.ts";
import type { KeyStorage } from "../../key-stores/list.ts";
import { storeOptions, storesIn, storeUsage } from "../../key-stores/words.ts";

export class UsageError extends Error {
  override readonly name = "UsageError";
}

export type KeysCommand =
  | { name: "doctor" }
  | { name: "help" }
  | { name: "status" | "init" | "slots" | "retire" }
  | { name: "add-slot"; to: KeyStorage }
  | { name: "remove-slot"; id: string }
  | { name: "rotate"; leaveBehind: readonly string[] }
  | { name: "recover"; from: KeyStorage };

export interface KeysRequest {
  command: KeysCommand;
  isJson: boolean;
  others: readonly KeyStorage[];
}

export const usage = `${typedCommand("keys", "COMMAND [--json]")}

  status                      show the key store, whether the key opens, and the rows of each key version
  init                        make the first key of a new database
  slots                       list the key slots
  add-slot STORE              let another store open the key too
  remove-slot ID [STORE]      stop a slot from opening the key (never the last slot)
  rotate [--without ID]       make a new key and re-encrypt every row; the server may run
  retire                      remove older keys that no row needs; a running server does this by itself
  recover --passphrase-file F open the key with a recovery slot, then add a slot for SECURE_STORE
  doctor                      test every store on this machine, and say what to install

STORE (also after rotate and retire, for the stores of other slots):
  ${storeUsage}

The database and its key store come from the server's settings: DATABASE, SECURE_STORE, …`;

const options = {
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
  without: { type: "string", multiple: true, default: [] as string[] },
  ...storeOptions,
} as const;

export function readArguments(args: readonly string[]): KeysRequest {
  const { values, positionals, stores } = parse(args);
  if (values.help) return { command: { name: "help" }, isJson: values.json, others: [] };
  const [name = "", ...words] = positionals;
  const [one] = stores;
  const take = (command: KeysCommand, wanted: number, others: readonly KeyStorage[] = []): KeysRequest => {
    if (words.length !== wanted)
      throw new UsageError(`${name} takes ${wanted === 0 ? "no arguments" : "one argument"}.`);
    return { command, isJson: values.json, others };
  };
  switch (name) {
    case "status":
    case "init":
    case "slots":
    case "doctor":
      return take({ name }, 0);
    case "add-slot":
      if (!one || stores.length > 1) throw new UsageError("add-slot takes one STORE.");
      return take({ name, to: one }, 0);
    case "remove-slot":
      return take({ name, id: words[0] ?? "" }, 1, stores);
    case "retire":
      return take({ name }, 0, stores);
    case "rotate":
      return take({ name, leaveBehind: values.without }, 0, stores);
    case "recover":
      if (one?.kind !== "passphrase") throw new UsageError("recover takes --passphrase-file FILE.");
      return take({ name, from: one }, 0);
    default:
      throw new UsageError(name === "" ? "Name a command." : `There is no command ${name}.`);
  }
}

function parse(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { values, positionals, stores: storesIn(values) };
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : "These arguments can't be read.", {
      cause,
    });
  }
}
