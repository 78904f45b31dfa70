import type { Page } from "@playwright/test";
import { newSecret, toBase32 } from "@sallyport/totp/secret";
import { checkScreen } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { pngOf, svgOf } from "./qr-code.ts";

const keyOf = (issuer: string, account: string) =>
  `otpauth://totp/${issuer}:${encodeURIComponent(account)}?secret=${toBase32(newSecret())}&issuer=${issuer}`;

test("names decide nothing about an account, and links and pictures of every kind are taken", async ({
  phone,
  mailbox,
  invention,
}) => {
  const { page } = phone;
  const { email, name } = invention.account("user");
  const card = (issuer: string) => page.getByRole("group", { name: `${issuer}, ${name}` });
  await phone.register(email, mailbox);

  await test.step("a link pasted into the field Key is read", async () => {
    await page.goto("/settings/two-step?by=hand");
    await page.getByLabel("Key").fill(keyOf("Quay", name));
    await page.getByRole("button", { name: "Add account" }).click();
    await expect(page.getByText("The account is added")).toBeVisible();
    await expect(card("Quay")).toBeVisible();
  });

  await test.step("renamed to Steam, the only account opens again", async () => {
    await page.goto("/");
    const code = await page.getByLabel("Passcode").textContent();
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Rename" }).click();
    await page.getByLabel("Service name").fill("Steam");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(card("Steam")).toBeVisible();
    await page.reload();
    await expect(card("Steam").getByLabel("Passcode")).toHaveText(code ?? "");
  });

  await test.step("turned upright with a menu open, the app keeps its size", async () => {
    const upright = page.viewportSize();
    await page.getByRole("button", { name: "More" }).click();
    await page.setViewportSize({ width: 844, height: 390 });
    await expect(page.getByRole("menu")).toBeVisible();
    if (upright) await page.setViewportSize(upright);
    await expect.poll(() => page.evaluate(() => visualViewport?.scale)).toBe(1);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("menu")).toBeHidden();
  });

  await test.step("a name of thousands of letters leaves the code in sight", async () => {
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Rename" }).click();
    await page.getByLabel("Service name").fill("Wolfeschlegelsteinhausen".repeat(125));
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
    await page.setViewportSize({ width: 320, height: 640 });
    await expect(page.getByLabel("Passcode")).toBeInViewport();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.setViewportSize({ width: 390, height: 844 });
    await checkScreen(page, "authenticator-long-name");
  });

  await test.step("an SVG file is read", async () => {
    await page.goto("/settings/two-step");
    const buffer = svgOf(keyOf("Harbour", name));
    await page
      .getByLabel("Picture with a QR code")
      .setInputFiles({ name: "qr.svg", mimeType: "image/svg+xml", buffer });
    await expect(card("Harbour")).toBeVisible();
  });

  await test.step("a file of another kind is called what it is", async () => {
    await page.goto("/settings/two-step");
    const pdf = { name: "codes.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7") };
    await page.getByLabel("Picture with a QR code").setInputFiles(pdf);
    await expect(page.getByText("This is a PDF document")).toBeVisible();
    await checkScreen(page, "authenticator-pdf");
  });

  await test.step("a link to a store above the key does not hide the key", async () => {
    const store = "https://play.google.com/store/apps/details?id=example";
    await phone.aim(pngOf([store]));
    await page.goto("/settings/two-step");
    await expect(page.getByText("leads to an app store")).toBeVisible();
    await checkScreen(page, "authenticator-store-link");
    await phone.aim(pngOf([store, keyOf("Mole", name)]));
    await page.goto("/settings/two-step");
    await expect(card("Mole")).toBeVisible();
  });

  await test.step("of two keys none is taken", async () => {
    await phone.aim(pngOf([keyOf("One", name), keyOf("Other", name)]));
    await page.goto("/settings/two-step");
    await expect(page.getByText("There are two QR codes with a key in view.")).toBeVisible();
  });
});

test("the camera is stopped while the page is hidden, and started when it is seen again", async ({
  phone,
  mailbox,
  invention,
}) => {
  const { page } = phone;
  await phone.register(invention.account("user").email, mailbox);
  await page.addInitScript(() => {
    const given: MediaStreamTrack[] = [];
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      const stream = await ask(wanted);
      given.push(...stream.getTracks());
      return stream;
    };
    Object.assign(window, { live: () => given.filter(({ readyState }) => readyState === "live").length });
  });
  const live = () => page.evaluate(() => (window as unknown as { live: () => number }).live());
  const show = (state: "visible" | "hidden") =>
    page.evaluate((visibility) => {
      Object.defineProperty(document, "visibilityState", { value: visibility, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);

  await page.goto("/settings/two-step");
  await expect(page.getByText("Point the camera at the QR code")).toBeVisible();
  expect(await live()).toBe(1);
  await show("hidden");
  await expect.poll(live).toBe(0);
  await show("visible");
  await expect(page.getByText("Point the camera at the QR code")).toBeVisible();
  expect(await live()).toBe(1);
});

test("codes outlast a lost connection to the storage, and a cleared storage is told of", async ({
  phone,
  mailbox,
  invention,
}) => {
  const { page } = phone;
  const { email, name } = invention.account("user");
  await phone.register(email, mailbox);
  await addByHand(page, name);
  await page.getByRole("button", { name: "Done" }).click();
  const code = page.getByRole("group", { name: `North Quay, ${name}` }).getByLabel("Passcode");
  await expect(code).toBeVisible();

  await test.step("a connection that broke once is opened again without a word", async () => {
    await page.evaluate(() => {
      const kept = Object.getOwnPropertyDescriptor(IDBDatabase.prototype, "transaction") ?? {};
      IDBDatabase.prototype.transaction = () => {
        Object.defineProperty(IDBDatabase.prototype, "transaction", kept);
        throw new DOMException("The database connection is closing.", "InvalidStateError");
      };
    });
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Rename" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect(code).toBeVisible();
  });

  await test.step("one that stays broken leaves the codes, and says to load the app again", async () => {
    await page.evaluate(() => {
      IDBDatabase.prototype.transaction = () => {
        throw new DOMException("Connection to Indexed Database server lost.", "UnknownError");
      };
    });
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("link", { name: "Codes" }).click();
    await expect(page.getByText("The app has lost its connection to the storage")).toBeVisible();
    await expect(code).toBeVisible();
    await checkScreen(page, "authenticator-connection-lost");
    await page.getByRole("button", { name: "Load the app again" }).click();
    await expect(page.getByText("The app has lost its connection")).toBeHidden();
    await expect(code).toBeVisible();
  });

  await test.step("a cleared storage is not a new app", async () => {
    await expect.poll(() => page.evaluate(() => document.cookie)).toContain("held=told");
    await clearStorage(page);
    await page.goto("/");
    await expect(page.getByText("Your accounts are gone from this app")).toBeVisible();
    await checkScreen(page, "authenticator-cleared");
  });

  await test.step("nor when the browser has dropped the note too", async () => {
    await page.evaluate(() => {
      document.cookie = "__Host-sallyport-held=; Max-Age=0; Path=/; Secure";
    });
    await clearStorage(page);
    await page.goto("/");
    await expect(page.getByText("Your accounts are gone from this app")).toBeVisible();
  });

  await test.step("until the person has read it, or deletes the last account on purpose", async () => {
    await page.getByRole("button", { name: "Don't show this again" }).click();
    await expect(page.getByText("Nothing here yet")).toBeVisible();
    await page.reload();
    await expect(page.getByText("Nothing here yet")).toBeVisible();
    await addByHand(page, name);
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await expect(page.getByText("Nothing here yet")).toBeVisible();
    await page.reload();
    await expect(page.getByText("Nothing here yet")).toBeVisible();
  });
});

/** Deletes the app's storage but keeps its cookies, as a browser does when it needs space. */
async function clearStorage(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  await page.goto("about:blank");
  const storageTypes = "indexeddb,local_storage,cache_storage,service_workers";
  await devtools.send("Storage.clearDataForOrigin", { origin, storageTypes });
  await devtools.detach();
}

async function addByHand(page: Page, account: string): Promise<void> {
  await page.goto("/settings/two-step?by=hand");
  await page.getByLabel("Service name").fill("North Quay");
  await page.getByLabel("Account name").fill(account);
  await page.getByLabel("Key").fill(toBase32(newSecret()));
  await page.getByRole("button", { name: "Add account" }).click();
  await expect(page.getByText("The account is added")).toBeVisible();
}
