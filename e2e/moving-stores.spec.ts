import { test as base, expect } from "./fixtures.ts";
import { type KeyStore, type KeyStoreKind, startKeyStore } from "./key-store.ts";
import { keysCommand } from "./keys-command.ts";
import { logInByRequests, requireMfa } from "./requests.ts";
import { passcodeOf } from "./set-up.ts";
import { logIn, logOut, typePasscode } from "./sign-in.ts";
import { cutConnection } from "./watch-page.ts";

const nextKind: Record<KeyStoreKind, KeyStoreKind> = {
  memory: "memory",
  passphrase: "tpm",
  tpm: "keychain",
  keychain: "passphrase",
};

const test = base.extend<{ nextStore: KeyStore }>({
  nextStore: async ({ keyStoreKind, folder }, use) => {
    const store = await startKeyStore(nextKind[keyStoreKind], folder);
    await use(store);
    await store.stop();
  },
});

test("a running server is moved to another key store: users with an authenticator sign in before, during and after", async ({
  admin,
  user,
  clock,
  stack,
  folder,
  keyStore,
  nextStore,
  watch,
}) => {
  watch.expect(cutConnection);
  await requireMfa(admin, user, 7);
  await logInByRequests(user);
  await user.page.goto("/");
  await logOut(user.page);

  const signIn = async () => {
    await clock.toNextTimeStep();
    await logIn(user);
    await typePasscode(user.page, passcodeOf(user, clock));
    await expect(user.page.getByRole("heading", { name: `Welcome, ${user.name}` })).toBeVisible();
    await logOut(user.page);
  };

  await test.step("a slot in the new store is added while a user signs in", async () => {
    const place = { folder, keyStore, other: nextStore };
    const [added] = await Promise.all([keysCommand(place, "add-slot", ...nextStore.args), signIn()]);
    expect(added).toMatchObject({ store: nextStore.settings["SECURE_STORE"] });
  });

  await test.step("the old slot is removed while a user signs in", async () => {
    const place = { folder, keyStore: nextStore, other: keyStore };
    const { slots } = (await keysCommand(place, "slots")) as { slots: { id: string; kind: string }[] };
    const old = slots.find(({ kind }) => kind === keyStore.settings["SECURE_STORE"])?.id ?? "";
    const [removed] = await Promise.all([keysCommand(place, "remove-slot", old, ...keyStore.args), signIn()]);
    expect(removed).toEqual({ removed: old });
  });

  await test.step("the server that was started with the old store serves on", signIn);

  await test.step("the next start is with the new one, and everything is there", async () => {
    await stack.stop();
    await stack.startAgain(nextStore);
    await signIn();
  });

  await test.step("the old store opens nothing any more", async () => {
    await stack.stop();
    await expect(stack.startAgain(keyStore)).rejects.toThrow("No slot opens key version 1");
    await stack.startAgain(nextStore);
    await signIn();
  });
});
