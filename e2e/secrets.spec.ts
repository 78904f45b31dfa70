import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BrowserContext } from "@playwright/test";
import { fromBase32, toBase32 } from "@sallyport/totp/secret";
import { codeAt } from "@sallyport/totp/totp";
import { expect, test } from "./fixtures.ts";
import { requireMfa } from "./requests.ts";
import { keepRecoveryCodes, keyAsText, typeToken } from "./set-up.ts";
import { logIn, logOut, typePasscode } from "./sign-in.ts";

/** Only responses from this path are allowed to contain a secret. */
const showsSecret = /\/api\/user\/sign-in\/set-up$/;

const refusals = {
  memory: "",
  passphrase: "(not-found): The passphrase file",
  tpm: "(wrong-device): The key was sealed by another TPM",
  keychain: "(unavailable): No keychain answers",
};

test.use({ logLevel: "trace" });

test("a secret is in no file, no log and no answer but the one that shows it, and without the key store nothing opens", {
  tag: ["@AT-32", "@AT-75", "@AT-78"],
}, async ({ admin, user, clock, stack, keyStore, keyStoreKind, folder }) => {
  const { page } = user;
  const answers = [...listen(admin.page.context()), ...listen(page.context())];
  await requireMfa(admin, user, 7);
  await logIn(user);
  await page.getByRole("button", { name: "Next" }).click();
  const key = await keyAsText(page);
  const secret = fromBase32(key) ?? new Uint8Array();
  expect(secret).toHaveLength(20);

  await test.step("the whole story passes with it", async () => {
    await typeToken(page, codeAt(secret, stack.now));
    await keepRecoveryCodes(page);
    await logOut(page);
    await clock.toNextTimeStep();
    await logIn(user);
    await typePasscode(page, codeAt(secret, stack.now));
    await expect(page.getByRole("heading", { name: `Welcome, ${user.name}` })).toBeVisible();
  });

  await test.step("only set-up's answer has it", async () => {
    const heard = await Promise.all(answers.map((list) => Promise.all(list)));
    const telling = heard.flat().filter(({ text }) => holds(text, secret));
    expect(telling.length).toBeGreaterThan(0);
    expect(telling.filter(({ url }) => !showsSecret.test(url))).toEqual([]);
  });

  await test.step("no file and no log has it", async () => {
    expect(stack.log).toContain("/api/user/sign-in/set-up");
    expect(holds(stack.log, secret)).toBe(false);
    expect(await filesWith(folder, secret)).toEqual([]);
    // The search finds a planted secret, so it would also find a real one.
    await writeFile(join(folder, "planted"), secret);
    expect(await filesWith(folder, secret)).toEqual(["planted"]);
  });

  await test.step("without what keeps the key, a server does not start on these data", async () => {
    await Promise.all([admin.page.close(), page.close()]);
    await stack.kill();
    await keyStore.takeAway();
    const refused = stack.startAgain();
    await expect(refused).rejects.toThrow("No slot opens key version 1");
    await expect(refused).rejects.toThrow(refusals[keyStoreKind]);
  });
});

interface Answer {
  url: string;
  text: string;
}

function listen(context: BrowserContext): Promise<Answer>[][] {
  const answers: Promise<Answer>[] = [];
  context.on("response", (response) => {
    const url = response.url();
    // Reading the text fails for a redirect, which has no body. Reading also fails for a response of a closed
    // page.
    const text = response.text().catch(() => "");
    answers.push(text.then((body) => ({ url, text: body })));
  });
  return [answers];
}

/** Searches for each encoding that a careless program might write. */
function holds(text: string, secret: Uint8Array): boolean {
  const bytes = Buffer.from(secret);
  const encoded = (["latin1", "hex", "base64", "base64url"] as const).map((encoding) =>
    bytes.toString(encoding),
  );
  const forms = [...encoded, toBase32(bytes), bytes.join(",")];
  return forms.some((form) => text.includes(form));
}

async function filesWith(folder: string, secret: Uint8Array): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const content = await readFile(join(entry.parentPath, entry.name), "latin1");
    if (holds(content, secret)) found.push(entry.name);
  }
  return found;
}
