import { startInbox } from "@sallyport/inbox/inbox";
import { checkScreen } from "./axe.ts";
import { test as base, expect } from "./fixtures.ts";
import { logInByRequests, requireMfa } from "./requests.ts";
import { passcodeOf } from "./set-up.ts";
import { logIn, typePasscode } from "./sign-in.ts";

const test = base.extend({
  inbox: async ({}, use) => {
    const inbox = await startInbox({ smtpPort: 0, httpPort: 0 });
    await use(inbox);
    await inbox.close();
  },
});

const firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";

test("a login from a new browser is mailed, and its owner ends it and chooses a new password", {
  tag: ["@AT-91"],
}, async ({ admin, user, mailbox, clock, invention, openBrowser, page: inboxPage, inbox }) => {
  const { page } = user;
  const renewed = { ...user, password: invention.password() };
  const welcome = { name: `Welcome, ${user.name}` };
  const thief = await openBrowser({ userAgent: firefox });

  const address = await test.step("the user has an authenticator", async () => {
    const addressOfUser = await requireMfa(admin, user, 7);
    await logInByRequests(user);
    await page.goto("/");
    await expect(page.getByRole("heading", welcome)).toBeVisible();
    expect(mailbox.subjects(user.email)).not.toContain("New login to your account");
    return addressOfUser;
  });

  await test.step("a thief logs in elsewhere, with the password and a code", async () => {
    await clock.toNextTimeStep();
    await logIn(user, thief);
    await typePasscode(thief, passcodeOf(user, clock));
    await expect(thief.getByRole("heading", welcome)).toBeVisible();
  });

  const link = await test.step("the user reads the mail about it", async () => {
    await inboxPage.goto(`http://localhost:${inbox.httpPort}`);
    const mails = inboxPage.getByRole("navigation", { name: "Mails" });
    await mails.getByRole("link", { name: /New login to your account/ }).click();
    const mail = inboxPage.frameLocator('iframe[title="The mail"]');
    await expect(mail.getByText(/from a new browser: Firefox on Windows, on .+ UTC, from/)).toBeVisible();
    return (await mail.getByRole("link", { name: "This wasn't me" }).getAttribute("href")) ?? "";
  });

  await test.step("opening its link changes nothing", async () => {
    await page.goto(link);
    await expect(page.getByRole("heading", { name: "Report a login" })).toBeVisible();
    expect(page.url()).not.toContain("#");
    await expect(page.getByText(user.email)).toBeVisible();
    await checkScreen(page, "report-login");
    await thief.reload();
    await expect(thief.getByRole("heading", welcome)).toBeVisible();
  });

  await test.step("its button ends the thief's session, and the password opens nothing", async () => {
    await page.getByRole("button", { name: "This wasn't me" }).click();
    await expect(page.getByRole("heading", { name: "Check your e-mail" })).toBeVisible();
    await checkScreen(page, "login-reported");
    await thief.reload();
    await expect(thief.getByRole("heading", { name: "User Login" })).toBeVisible();
    await logIn(user, thief);
    await expect(thief.getByText("The username or password is wrong.")).toBeVisible();
  });

  await test.step("the console says why the user can't log in", async () => {
    await admin.page.goto(address);
    await admin.page.getByRole("tab", { name: "Security" }).click();
    await expect(admin.page.getByText("The user reported a login by someone else")).toBeVisible();
    await checkScreen(admin.page, "user-login-reported");
  });

  await test.step("the user chooses a new password, and logs in with it and a code", async () => {
    const mail = await mailbox.read(user.email, "Choose a new password");
    await page.goto(mail.link);
    await page.getByLabel("New password", { exact: true }).fill(renewed.password);
    await page.getByLabel("Repeat password", { exact: true }).fill(renewed.password);
    await page.getByRole("button", { name: "Save password" }).click();
    await expect(page.getByRole("heading", { name: "Your password is changed." })).toBeVisible();
    await clock.toNextTimeStep();
    await logIn(renewed);
    await typePasscode(page, passcodeOf(user, clock));
    await expect(page.getByRole("heading", welcome)).toBeVisible();
  });

  await test.step("the link works once, and its page leads on", async () => {
    await page.goto(link);
    await expect(page.getByRole("heading", { name: "This link doesn't work" })).toBeVisible();
    await checkScreen(page, "report-link-used");
    await page.getByRole("link", { name: "choose one now" }).click();
    await expect(page.getByRole("heading", { name: "Reset your password" })).toBeVisible();
  });
});
