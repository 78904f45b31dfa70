import { newSecret, toBase32 } from "@sallyport/totp/secret";
import { codeAt } from "@sallyport/totp/totp";
import { checkScreen } from "./axe.ts";
import { expect, test } from "./fixtures.ts";

test("the authenticator is registered by the code from the mail, and shows codes without a network", async ({
  phone,
  mailbox,
  invention,
  clock,
  dice,
  watch,
}) => {
  const { page } = phone;
  const { email, name } = invention.account("user");
  const secret = newSecret();
  const shown = page.getByRole("group", { name: `North Quay, ${name}` }).getByLabel("Passcode");
  const rightNow = () => codeAt(secret, clock.now()).replace(/^.{3}/, "$& ");

  await test.step("the app asks for an e-mail address and mails a code to it", async () => {
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "Sallyport Authenticator" })).toBeVisible();
    await checkScreen(page, "authenticator-start");
    await page.getByRole("button", { name: "Get started" }).click();
    await expect(page.getByRole("heading", { name: "Your e-mail address" })).toBeVisible();
    await checkScreen(page, "authenticator-email");
    await phone.askForMail(email);
    await checkScreen(page, "authenticator-check-mail");
  });

  await test.step("another mail is sent after a minute; then its code is taken, and the first one's is not", async () => {
    const first = await mailbox.read(email, "Verify your e-mail for Sallyport Authenticator");
    await page.getByRole("button", { name: "Send again" }).click();
    await expect(page.getByText("Too many requests.")).toBeVisible();
    await clock.pass({ minutes: 1 });
    await page.getByRole("button", { name: "Send again" }).click();
    const second = await mailbox.read(email, "Verify your e-mail for Sallyport Authenticator");
    await page.getByLabel("Code from the mail").fill(first.code);
    await page.getByRole("button", { name: "Verify", exact: true }).click();
    await expect(page.getByLabel("Code from the mail")).toHaveAttribute("aria-invalid", "true");
    await checkScreen(page, "authenticator-wrong-code");
    await page.getByLabel("Code from the mail").fill(second.code);
    await page.getByRole("button", { name: "Verify", exact: true }).click();
    await expect(page.getByRole("heading", { name: "You're set up and ready to go" })).toBeVisible();
    await checkScreen(page, "authenticator-ready");
    await page.getByRole("button", { name: "Done" }).click();
    await expect(page.getByRole("link", { name: "Add an account" })).toBeVisible();
    await checkScreen(page, "authenticator-no-codes");
  });

  await test.step("the camera opens by itself and waits for a picture", async () => {
    await page.getByRole("button", { name: "Settings" }).click();
    await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
    await checkScreen(page, "authenticator-settings");
    await page.getByRole("link", { name: "2-step verification (TOTP)" }).click();
    await expect(page.getByText("Point the camera at the QR code")).toBeVisible();
    await checkScreen(page, "authenticator-camera");
  });

  await test.step("a key can be typed instead", async () => {
    await page.getByRole("link", { name: "Enter a key by hand" }).click();
    await page.getByLabel("Service name").fill("North Quay");
    await page.getByLabel("Account name").fill(name);
    const text = toBase32(secret);
    await page.getByLabel("Key").fill(dice.pick([text, text.toLowerCase(), text.replace(/.{4}/g, "$& ")]));
    await checkScreen(page, "authenticator-key-by-hand");
    await page.getByRole("button", { name: "Add account" }).click();
    await expect(page.getByText("The account is added")).toBeVisible();
    await expect(shown).toHaveText(rightNow());
    await checkScreen(page, "authenticator-account-added");
    await page.getByRole("button", { name: "Done" }).click();
    await expect(shown).toHaveText(rightNow());
    await checkScreen(page, "authenticator-codes");
  });

  await test.step("without a network the app opens, and its codes go on", async () => {
    watch.expect(/net::ERR_INTERNET_DISCONNECTED/);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await phone.context.setOffline(true);
    for (const path of dice.shuffle(["/", "/settings"])) await page.goto(path);
    await page.goto("/");
    await expect(shown).toHaveText(rightNow());
    await clock.toNextTimeStep();
    await expect(shown).toHaveText(rightNow());
    await page.reload();
    await expect(shown).toHaveText(rightNow());
    await checkScreen(page, "authenticator-offline");
    await phone.context.setOffline(false);
  });
});

test("the mailed link works once, in any browser, and only after a press", async ({
  phone,
  mailbox,
  invention,
  openBrowser,
}) => {
  const { email } = invention.account("user");
  await phone.askForMail(email);
  const { link } = await mailbox.read(email, "Verify your e-mail for Sallyport Authenticator");
  const elsewhere = await openBrowser();
  await elsewhere.goto(link);
  await expect(elsewhere.getByRole("heading", { name: "Verify your e-mail" })).toBeVisible();
  await expect(elsewhere, "the token is not in the address").toHaveURL(/\/verify$/);
  await checkScreen(elsewhere, "authenticator-verify");
  await expect(phone.page.getByRole("heading", { name: "Check your e-mail" })).toBeVisible();
  await elsewhere.getByRole("button", { name: "Verify Email" }).click();
  await expect(elsewhere.getByText("Your e-mail is verified. Go back to the app.")).toBeVisible();
  await expect(elsewhere.getByRole("heading", { name: "E-mail verified" })).toBeFocused();
  await checkScreen(elsewhere, "authenticator-verified");
  await expect(phone.page.getByRole("heading", { name: "You're set up and ready to go" })).toBeVisible();

  const again = await openBrowser();
  await again.goto(link);
  await again.getByRole("button", { name: "Verify Email" }).click();
  await expect(again.getByRole("heading", { name: "This link doesn't work" })).toBeVisible();
  await checkScreen(again, "authenticator-link-used");
});

test.describe(() => {
  test.use({ canInstall: true });

  test("the authenticator can be installed", async ({ phone, stack }) => {
    await phone.page.goto("/");
    await expect(phone.page.getByRole("button", { name: "Get started" })).toBeVisible();
    const devtools = await phone.context.newCDPSession(phone.page);
    const errors = async () => {
      const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
      return installabilityErrors.map(({ errorId }) => errorId);
    };
    const { manifest } = await devtools.send("Page.getAppManifest");
    expect(manifest.name).toBe("Sallyport Authenticator");
    expect(await errors()).toEqual([]);

    // The test sends its own event. Chromium's event might come late, and would open a dialog.
    const offer = phone.page.getByRole("button", { name: "Install the app" });
    await phone.page.evaluate(() => {
      const prompted = {
        async prompt() {
          document.documentElement.setAttribute("data-asked", "");
        },
      };
      window.dispatchEvent(Object.assign(new Event("beforeinstallprompt"), prompted));
    });
    await offer.click();
    await expect(phone.page.locator("html")).toHaveAttribute("data-asked");
    await expect(offer, "an offer can be used once").toBeHidden();
    await phone.page.goto(stack.portalOrigin);
    expect(await errors(), "the portal has no manifest").toEqual(["no-manifest"]);
  });
});
