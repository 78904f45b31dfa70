import { fromBase32 } from "@sallyport/totp/secret";
import { codeAt } from "@sallyport/totp/totp";
import { checkScreen } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { requireMfa } from "./requests.ts";
import { keepRecoveryCodes, keyAsText, qrPicture, recoveryCodes, setUpByKey, typeToken } from "./set-up.ts";
import { logIn } from "./sign-in.ts";

const step = 30_000;

test("wrong tokens, an expired page, reload and the back button leave the same QR code, and nothing half done", {
  tag: ["@AT-02", "@AT-05"],
}, async ({ admin, user, phone, mailbox, clock, dice }) => {
  const { page } = user;
  const setUp = page.getByRole("heading", { name: "Set up Multi-Factor Authentication" });
  await phone.register(user.email, mailbox);
  const address = await requireMfa(admin, user, dice.pick([1, 7, 90]));

  await logIn(user);
  await page.getByRole("button", { name: "Next" }).click();
  const picture = await qrPicture(page).innerHTML();
  const code = await phone.scan(await qrPicture(page).screenshot());
  await checkScreen(page, "set-up-scan");
  const key = await keyAsText(page);

  const isSamePicture = async () => {
    await expect(qrPicture(page)).toBeVisible();
    expect(await qrPicture(page).innerHTML()).toBe(picture);
    expect(await keyAsText(page)).toBe(key);
  };

  await test.step("a wrong token is refused, and says why", async () => {
    const secret = fromBase32(key) ?? new Uint8Array();
    const at = (time: number) => codeAt(secret, time);
    const near = [-step, 0, step].map((away) => at(clock.now() + away));
    const wrong = ["000000", "111111", "222222", "333333"].find((digits) => !near.includes(digits)) ?? "";
    const tokens = dice.shuffle([
      { token: wrong, says: "That code is wrong." },
      { token: at(clock.now() - 20 * step), says: "That code is wrong." },
      { token: at(clock.now() + step), says: "your phone's clock is ahead" },
      { token: code.slice(0, 5), says: "Type the 6 digits that your app shows." },
    ]);
    for (const { token, says } of tokens) {
      await typeToken(page, token);
      await expect(page.getByText(says)).toBeVisible();
      await isSamePicture();
    }
    await checkScreen(page, "set-up-scan-refused");
  });

  await test.step("a new tab is asked for set-up too", async () => {
    const tab = await page.context().newPage();
    await tab.goto("/");
    await expect(tab.getByRole("heading", { name: "Set up Multi-Factor Authentication" })).toBeVisible();
    await tab.close();
  });

  await test.step("reload and the back button keep the place and the picture", async () => {
    await page.reload();
    await isSamePicture();
    await page.goBack();
    await expect(page.getByRole("heading", { name: "Install an authenticator app" })).toBeVisible();
    await page.goForward();
    await isSamePicture();
    await page.getByRole("button", { name: "Back" }).click();
    await page.getByRole("button", { name: "Next" }).click();
    await isSamePicture();
  });

  await test.step("a page that was left open too long leads back to the login, and from there to the same picture", async () => {
    await clock.pass({ minutes: 10 });
    await typeToken(page, await phone.passcode());
    await expect(page.getByRole("heading", { name: "User Login" })).toBeVisible();
    await expect(page.getByText("Your login took too long and has expired.")).toBeVisible();
    await checkScreen(page, "login-expired");
    await logIn(user);
    await expect(setUp).toBeVisible();
    await page.getByRole("button", { name: "Next" }).click();
    await isSamePicture();
  });

  await test.step("so far nothing is enrolled", async () => {
    await admin.page.goto(address);
    await admin.page.getByRole("button", { name: "User Security & Permissions" }).click();
    await expect(admin.page.getByText("Not set up", { exact: true })).toHaveCount(2);
    await page.getByRole("button", { name: "Log out" }).click();
    await logIn(user);
    await expect(setUp).toBeVisible();
  });

  await test.step("the app that scanned the picture at first completes the set-up", async () => {
    await page.getByRole("button", { name: "Next" }).click();
    await typeToken(page, await phone.passcode());
    await expect(page.getByRole("heading", { name: "TOTP MFA setup is complete" })).toBeVisible();
    await expect(recoveryCodes(page)).toHaveCount(10);
    await checkScreen(page, "set-up-complete");
  });
});

test("the page that says so survives reload and the back button, and set-up is not asked for again", async ({
  admin,
  user,
  clock,
}) => {
  const { page } = user;
  await requireMfa(admin, user, 7);
  await logIn(user);
  await setUpByKey(page, clock);
  const complete = page.getByRole("heading", { name: "TOTP MFA setup is complete" });
  const shown = await recoveryCodes(page).allTextContents();
  await page.goBack();
  await page.goForward();
  await expect(complete).toBeVisible();
  await page.reload();
  await expect(complete).toBeVisible();
  await expect(page.getByRole("button", { name: "Make new codes" })).toBeVisible();
  await expect(page.getByRole("button", { name: "I have saved them" })).toHaveCount(0);
  await expect(page.getByText(shown[0] ?? "")).toHaveCount(0);
  await checkScreen(page, "set-up-complete-loaded-again");
  const codes = page.getByRole("heading", { name: "Save your recovery codes" });
  const makeNew = page.getByRole("button", { name: "Make new codes" });
  await makeNew.click();
  await expect(recoveryCodes(page)).toHaveCount(10);
  await expect(codes).toBeFocused();
  expect(await recoveryCodes(page).allTextContents()).not.toEqual(shown);

  const other = await page.context().newPage();
  await other.goto("/");
  await other.getByRole("button", { name: "Make new codes" }).click();
  await expect(recoveryCodes(other)).toHaveCount(10);
  await other.close();
  await page.getByRole("button", { name: "I have saved them" }).click();
  await expect(page.getByRole("alert")).toContainText("New recovery codes were made in another tab");
  await expect(codes).toBeFocused();
  await checkScreen(page, "set-up-complete-other-codes");
  await makeNew.click();
  await keepRecoveryCodes(page);
  const welcome = page.getByRole("heading", { name: `Welcome, ${user.name}` });
  await expect(welcome).toBeVisible();
  await page.goBack();
  await expect(welcome).toBeVisible();
  await expect(page.getByRole("heading", { name: "Set up Multi-Factor Authentication" })).toHaveCount(0);
});

test("recovery codes can wait, and Home and My security remind of them until they are saved", async ({
  admin,
  user,
  clock,
}) => {
  const { page } = user;
  await requireMfa(admin, user, 7);
  await logIn(user);
  await setUpByKey(page, clock);
  await page.getByRole("button", { name: "Skip for now" }).click();

  await test.step("Home leads to them", async () => {
    await expect(page.getByRole("heading", { name: `Welcome, ${user.name}` })).toBeVisible();
    await expect(page.getByText("Save recovery codes")).toBeVisible();
    await checkScreen(page, "home-no-recovery-codes");
    await page.getByRole("link", { name: "Get recovery codes" }).click();
    await expect(page.getByRole("heading", { name: "Recovery codes", level: 2 })).toBeFocused();
    await expect(page.getByText("You have no saved recovery codes")).toBeVisible();
  });

  await test.step("once they are saved, nothing is left to do", async () => {
    await page.getByRole("button", { name: "Make new recovery codes" }).click();
    await page.getByRole("button", { name: "Make new codes" }).click();
    await expect(recoveryCodes(page)).toHaveCount(10);
    await page.getByRole("button", { name: "I have saved them" }).click();
    await expect(page.getByText("You have no saved recovery codes")).toHaveCount(0);
    await page.getByRole("link", { name: "Home", exact: true }).click();
    await expect(page.getByText("Your account is protected")).toBeVisible();
  });
});
