import { checkScreen } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { logInByRequests, requireMfa } from "./requests.ts";
import { passcodeOf } from "./set-up.ts";
import { logIn, typePasscode } from "./sign-in.ts";

test("who forgot their password chooses a new one by mail, and the second step is asked for as before", {
  tag: ["@AT-55"],
}, async ({ admin, user, mailbox, clock, invention, openBrowser }) => {
  const { page } = user;
  const welcome = page.getByRole("heading", { name: `Welcome, ${user.name}` });
  const renewed = { ...user, password: invention.password() };

  await test.step("the user has an authenticator, and a session on another computer", async () => {
    await requireMfa(admin, user, 7);
    await logInByRequests(user);
    await page.goto("/");
    await expect(welcome).toBeVisible();
  });

  const elsewhere = await openBrowser();

  await test.step("the user asks for a new password", async () => {
    await elsewhere.goto("/");
    await checkScreen(elsewhere, "user-login");
    await elsewhere.getByRole("link", { name: "Forgot your password?" }).click();
    await expect(elsewhere.getByRole("heading", { name: "Reset your password" })).toBeVisible();
    await checkScreen(elsewhere, "forgot-password");
    await elsewhere.getByLabel("E-mail or username").fill(user.login);
    await elsewhere.getByRole("button", { name: "Send the link" }).click();
    await expect(elsewhere.getByRole("heading", { name: "Check your e-mail" })).toBeVisible();
    await checkScreen(elsewhere, "forgot-password-check-mail");
  });

  const { link } = await mailbox.read(user.email, "Choose a new password");

  await test.step("the link opens a page to choose it, which takes no well-known password", async () => {
    await elsewhere.goto(link);
    await expect(elsewhere.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
    expect(elsewhere.url()).not.toContain("#");
    await checkScreen(elsewhere, "choose-new-password");
    const save = async (password: string) => {
      await elsewhere.getByLabel("New password", { exact: true }).fill(password);
      await elsewhere.getByLabel("Repeat password", { exact: true }).fill(password);
      await elsewhere.getByRole("button", { name: "Save password" }).click();
    };
    await save("passwordpassword1");
    await expect(elsewhere.getByLabel("New password", { exact: true })).toHaveAccessibleDescription(
      /on lists that attackers try first/,
    );
    await checkScreen(elsewhere, "choose-new-password-refused");
    await save(renewed.password);
    await expect(elsewhere.getByRole("heading", { name: "Your password is changed." })).toBeVisible();
    await checkScreen(elsewhere, "password-changed");
  });

  await test.step("the owner is told, and the session that was open has ended", async () => {
    const notice = await mailbox.read(user.email, "Your password was changed");
    expect(notice.text).toContain("If this wasn't you");
    await page.reload();
    await expect(page.getByRole("heading", { name: "User Login" })).toBeVisible();
  });

  await test.step("the old password is refused, and the new one asks for the second step", async () => {
    await logIn(user);
    await expect(page.getByText("The username or password is wrong.")).toBeVisible();
    await clock.toNextTimeStep();
    await elsewhere.getByRole("link", { name: "Go to login" }).click();
    await logIn(renewed);
    await expect(page.getByRole("heading", { name: "One-time passcode" })).toBeVisible();
    await typePasscode(page, passcodeOf(user, clock));
    await expect(welcome).toBeVisible();
  });

  await test.step("the link works once, and its page leads on", async () => {
    await elsewhere.goto(link);
    await expect(elsewhere.getByRole("heading", { name: "This link doesn't work" })).toBeVisible();
    await checkScreen(elsewhere, "reset-link-used");
    await elsewhere.getByRole("link", { name: "Ask for a new link" }).click();
    await expect(elsewhere.getByRole("heading", { name: "Reset your password" })).toBeVisible();
  });
});

test("an unknown address gets the same page as a known one, and no mail", async ({
  admin,
  openBrowser,
  mailbox,
}) => {
  const page = await openBrowser();
  const ask = async (login: string) => {
    await page.goto("/admin");
    await page.getByRole("link", { name: "Forgot your password?" }).click();
    // The story waits for the new page, because the login page also has an E-mail field.
    await expect(page.getByRole("heading", { name: "Reset your password" })).toBeVisible();
    await page.getByLabel("E-mail").fill(login);
    await page.getByRole("button", { name: "Send the link" }).click();
    await expect(page.getByRole("heading", { name: "Check your e-mail" })).toBeVisible();
    return (await page.getByRole("main").innerText()).replace(login, "");
  };
  const unknown = await ask("nobody@example.com");
  expect(await ask(admin.email)).toBe(unknown);
  const { text } = await mailbox.read(admin.email, "Choose a new password");
  expect(text).toContain("/reset-password#");
  expect(mailbox.subjects("nobody@example.com")).toEqual([]);
});
