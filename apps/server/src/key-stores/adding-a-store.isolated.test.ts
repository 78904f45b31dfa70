import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { behavesAsSecureStore } from "@sallyport/secure-store/secure-store.behaviour";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readKeysConfig } from "../config/config.ts";
import { openDatabase } from "../database/database.ts";
import { readArguments, usage } from "../keys/command/arguments.ts";
import { runKeysCommand } from "../keys/command/run.ts";
import { Keys } from "../keys/keys.ts";
import { drawer } from "./drawer.fixture.ts";
import { createDrawerStore, makeDrawer } from "./drawer-store.fixture.ts";
import { openSecureStore } from "./open.ts";

// The mock adds a store as in the recipe of packages/secure-store/README.md.
vi.mock("./list.ts", async (original) => {
  const { keyStores } = await original<typeof import("./list.ts")>();
  return { keyStores: [...keyStores, (await import("./drawer.fixture.ts")).drawer] };
});

let folder: string;
let settings: Record<string, string>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "drawers-"));
  settings = {
    DATABASE: join(folder, "sallyport.db"),
    SECURE_STORE: "drawer",
    SECURE_STORE_DRAWER_FOLDER: await makeDrawer(join(folder, "upper")),
  };
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const run = (words: readonly string[], environment = settings) =>
  runKeysCommand(readArguments(words), {
    readPlace: () => readKeysConfig(environment),
    openStore: openSecureStore,
    onProgress: () => {},
  });

behavesAsSecureStore("drawer", true, async () => {
  const place = await mkdtemp(join(tmpdir(), "drawers-"));
  const upper = await makeDrawer(join(place, "upper"));
  return {
    store: createDrawerStore({ folder: upper }),
    reopened: () => createDrawerStore({ folder: upper }),
    elsewhere: createDrawerStore({ folder: await makeDrawer(join(place, "lower")) }),
    refusalElsewhere: "not-found",
    dispose: () => rm(place, { recursive: true }),
  };
});

describe("a store that was added by the recipe", () => {
  test("has its settings, and its sentences if they can't work", () => {
    const keyStorage = { kind: "drawer", folder: join(folder, "upper") };
    expect(readKeysConfig(settings)).toMatchObject({ keyStorage });
    expect(() => readKeysConfig({ ...settings, SECURE_STORE_DRAWER_FOLDER: "" })).toThrow(
      "SECURE_STORE_DRAWER_FOLDER: Name the drawer.",
    );
    expect(() => readKeysConfig({ ...settings, SECURE_STORE: "keychain" })).toThrow(
      "SECURE_STORE_DRAWER_FOLDER: Leave it out: it says something only with SECURE_STORE=drawer.",
    );
    expect(() => readKeysConfig({ DATABASE: "x" })).toThrow("drawer, or memory");
  });

  test("keeps a key, and another one of its kind takes over by the command line", async () => {
    await run(["init"]);
    const database = await openDatabase(settings["DATABASE"] ?? "");
    const open = async (name: string) =>
      Keys.open(database, [createDrawerStore({ folder: join(folder, name) })]);
    const sealed = (await open("upper")).encrypt(Buffer.from("a secret"), "totp-secret:1:1");

    await run(["add-slot", "--drawer", await makeDrawer(join(folder, "lower"))]);
    const opened = await (await open("lower")).decrypt(database, sealed, "totp-secret:1:1");
    expect(Buffer.from(opened).toString()).toBe("a secret");
    await database.destroy();
    expect((await run(["status"])).data).toMatchObject({ store: "drawer", opens: true, slots: 2 });
  });

  test("is named in full before its slot goes, and says which key it still holds", async () => {
    await run(["init"]);
    const passphrase = join(folder, "passphrase");
    await writeFile(passphrase, "the passphrase of a test", { mode: 0o600 });
    await run(["add-slot", "--passphrase-file", passphrase]);
    const [slot] = (await run(["slots"])).data["slots"] as { id: string }[];
    const { DATABASE = "" } = settings;
    const moved = { DATABASE, SECURE_STORE: "passphrase", SECURE_STORE_PASSPHRASE_FILE: passphrase };
    const removing = ["remove-slot", slot?.id ?? ""];
    await expect(run(removing, moved)).rejects.toThrow(
      "is in a drawer. Add --drawer FOLDER to the command, so that",
    );

    const held = await readdir(join(folder, "upper"));
    const another = await makeDrawer(join(folder, "lower"));
    const { data, lines } = await run([...removing, "--drawer", another], moved);
    expect(data).toMatchObject({ leftInDrawer: held });
    expect(lines.join("\n")).toContain(`A drawer still holds the key in its entry ${held[0]}.`);
  });

  test("is tried by doctor, and told of to people", async () => {
    vi.stubEnv("PATH", folder);
    vi.stubEnv("DBUS_SESSION_BUS_ADDRESS", `unix:path=${folder}/bus`);
    const { lines } = await run(["doctor"], {
      ...settings,
      SECURE_STORE_DRAWER_FOLDER: join(folder, "none"),
    });
    const said = lines.join("\n");
    expect(said).toContain("fails  a drawer: There is no drawer.\n       Make the drawer.");
    expect(said).toContain("works  a drawer: The drawer opens.");
    expect(said).toContain("To use it: SECURE_STORE=drawer SECURE_STORE_DRAWER_FOLDER=FOLDER");
    expect(usage).toContain(" | --drawer FOLDER");
    expect(drawer.title).toBe("a drawer");
  });
});
