import { parseArgs } from "node:util";
import type { KeyStorage } from "../../key-stores/list.ts";
import { storeOptions, storesIn, storeUsage } from "../../key-stores/words.ts";

/** Arguments that the command doesn't accept. `message` lists the accepted ones. */
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
  /** Stores other than the one of `SECURE_STORE` whose slots a rotation must reach too. */
  others: readonly KeyStorage[];
}

export const usage = `npm run keys -- COMMAND [--json]

  status                      what keeps the key, whether it opens, how many rows each key version seals
  init                        make the first key of a new database
  slots                       the key slots
  add-slot STORE              let another store open the key as well
  remove-slot ID [STORE]      let a slot open the key no longer (never the last one)
  rotate [--without ID]       make a new key and seal every row with it, while the server runs
  retire                      give up older keys that no row needs; a running server does so by itself
  recover --passphrase-file F open the key with a recovery slot, and let the store of SECURE_STORE open it again
  doctor                      try every store on this machine, and say what to install

STORE, also after rotate and retire for the stores of other slots:
  ${storeUsage}

Which database, and what keeps its key, come from the settings that the server has: DATABASE, SECURE_STORE, …`;

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
      throw new UsageError(`${name} takes ${wanted === 0 ? "no words" : "one word"}.`);
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
    throw new UsageError(cause instanceof Error ? cause.message : "These words can't be read.", { cause });
  }
}
