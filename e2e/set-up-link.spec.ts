import { checkScreen } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { requireMfa } from "./requests.ts";
import { keepRecoveryCodes, passSecondStep, setUpByKey } from "./set-up.ts";
import { logIn } from "./sign-in.ts";

test.use({ isSetUpLinkNeeded: true });

test("where set-up needs the mailed link, a stolen password gets nowhere and its owner gets through", async ({
  admin,
  user,
  openBrowser,
  mailbox,
  clock,
  watch,
}) => {
  const { page } = user;
  await test.step("the administrator sets up with a mailed link, as everyone here", async () => {
    await logIn(admin);
    await admin.page.getByRole("button", { name: "Send the link again" }).click();
    await admin.page.goto((await mailbox.read(admin.email, "Set up multi-factor authentication")).link);
    await passSecondStep(admin);
    await admin.page.getByRole("button", { name: admin.email }).click();
    await admin.page.getByRole("menuitem", { name: "Log out" }).click();
    await expect(admin.page.getByRole("heading", { name: "Administrator Login" })).toBeVisible();
    await clock.toNextTimeStep();
  });
  await requireMfa(admin, user, 7);
  const mail = await mailbox.read(user.email, "Set up multi-factor authentication");
  const heading = (at: typeof page) =>
    at.getByRole("heading", { name: "Open the set-up link from your mail" });

  await test.step("a thief who knows the password finds no QR code", async () => {
    const thief = await openBrowser();
    await logIn(user, thief);
    await expect(heading(thief)).toBeVisible();
    await expect(thief.getByRole("button", { name: "Next" })).toHaveCount(0);
    await thief.goto("/?step=scan");
    await expect(heading(thief)).toBeVisible();
    await checkScreen(thief, "set-up-needs-link");
  });

  await test.step("the owner opens the link, logs in, and sets up, over a network that fails once", async () => {
    watch.expect(/net::ERR_FAILED/);
    await page.route("**/sign-in/set-up/link", (route) => route.abort(), { times: 1 });
    await page.goto(mail.link);
    await expect(page.getByRole("heading", { name: "User Login" })).toBeVisible();
    expect(page.url()).not.toContain("#");
    await page.getByLabel("E-mail or username").fill(user.login);
    await page.getByLabel("Password", { exact: true }).fill(user.password);
    await page.getByRole("button", { name: "Log in", exact: true }).click();
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("heading", { name: "Install an authenticator app" })).toBeVisible();
  });

  await test.step("the link works once", async () => {
    const second = await openBrowser();
    await second.goto(mail.link);
    await second.getByLabel("E-mail or username").fill(user.login);
    await second.getByLabel("Password", { exact: true }).fill(user.password);
    await second.getByRole("button", { name: "Log in", exact: true }).click();
    await expect(second.getByText("This link doesn't work")).toBeVisible();
    await checkScreen(second, "set-up-link-used");
    await clock.pass({ minutes: 1 });
    await second.getByRole("button", { name: "Send the link again" }).click();
    await expect(second.getByText("We sent a new link.")).toBeVisible();
    await second.getByRole("button", { name: "Send the link again" }).click();
    await expect(second.getByText("Too many requests.")).toBeVisible();
    const newer = await mailbox.read(user.email, "Set up multi-factor authentication");
    expect(newer.link).not.toBe(mail.link);
  });

  await test.step("set-up goes on where the link was opened", async () => {
    await setUpByKey(page, clock);
    await keepRecoveryCodes(page);
    await expect(page.getByRole("heading", { name: `Welcome, ${user.name}` })).toBeVisible();
  });
});
