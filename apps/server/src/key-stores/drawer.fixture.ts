import { tmpdir } from "node:os";
import { z } from "zod";
import { createDrawerStore, drawerBackend } from "./drawer-store.fixture.ts";
import type { KeyStore } from "./key-store.ts";

export const drawer: KeyStore<{ kind: "drawer"; folder: string }> = {
  kind: "drawer",
  slotKind: "drawer",
  title: "a drawer",
  backend: drawerBackend,
  fields: {
    folder: {
      variable: "SECURE_STORE_DRAWER_FOLDER",
      word: "drawer",
      placeholder: "FOLDER",
      means: "the folder that is the drawer",
      schema: z.string("Name the drawer.").min(1, "Name the drawer."),
    },
  },
  open: createDrawerStore,
  openOnTrial: () => createDrawerStore({ folder: tmpdir() }),
  holder: { name: "a drawer", entryOf: (sealed) => sealed.replace("drawer1.", "") },
};
