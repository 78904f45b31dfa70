import { checkScreen } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { expectCancelFirst } from "./questions.ts";
import { logInByRequests, requireMfa } from "./requests.ts";
import { openUser } from "./set-up.ts";
import { logIn, logOut } from "./sign-in.ts";

test("a user who left the phone at home logs in with a code from an administrator, and can change nothing", {
  tag: ["@AT-95"],
}, async ({ admin, user, mailbox }) => {
  const { page } = admin;
  let code = "";

  await test.step("a user has set up an authenticator app", async () => {
    await page.goto(await requireMfa(admin, user, 7));
    await logInByRequests(user);
    await user.page.goto("/");
    await logOut(user.page);
  });

  await test.step("an owner turns bypass codes on", async () => {
    await page.getByRole("link", { name: "Settings" }).click();
    const settings = page.getByRole("region", { name: "Multi-factor authentication" });
    await settings.getByLabel("One-time bypass codes").selectOption("On");
    await settings.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Multi-factor authentication: saved.")).toBeVisible();
  });

  await test.step("the page of the user makes a code, and shows it once", async () => {
    await openUser(admin, user);
    await page.getByRole("tab", { name: "Security" }).click();
    await page.getByRole("button", { name: "Make code" }).click();
    const question = page.getByRole("dialog", { name: `Make a bypass code for ${user.name}?` });
    await expectCancelFirst(question, "Make code");
    await checkScreen(page, "bypass-code-question");
    await question.getByLabel("The code can be used for").selectOption("1 hour");
    await question.getByRole("button", { name: "Make code" }).click();
    await expect(page.getByRole("heading", { name: `Give this code to ${user.name} now` })).toBeFocused();
    code = await page.getByText(/^(?:[0-9a-z]{4}-){3}[0-9a-z]{4}$/).innerText();
    await checkScreen(page, "bypass-code-made");
    await page.getByRole("button", { name: "Done" }).click();
    await expect(page.getByText(code)).toHaveCount(0);
    await expect(page.getByText(`${admin.name} made a code that works until`)).toBeVisible();
    await expect(page.getByRole("button", { name: "Withdraw code" })).toBeVisible();
    await mailbox.read(user.email, "A one-time code was made for your account");
  });

  await test.step("the user logs in with it, and is told what it doesn't allow", async () => {
    await logIn(user);
    await user.page.getByRole("button", { name: "Use a code from your administrator" }).click();
    await expect(user.page.getByLabel("Code from your administrator")).toBeFocused();
    await user.page.getByLabel("Code from your administrator").fill("0000-0000-0000-0000");
    await user.page.getByRole("button", { name: "Submit" }).click();
    await expect(user.page.getByText("That isn't the code from your administrator.")).toBeVisible();
    await checkScreen(user.page, "bypass-code-login");
    await user.page.getByLabel("Code from your administrator").fill(code);
    await user.page.getByRole("button", { name: "Submit" }).click();
    await expect(
      user.page.getByText("You logged in with a code from your administrator", { exact: true }),
    ).toBeVisible();
    await mailbox.read(user.email, "A one-time code was used for your account");
  });

  await test.step("My security asks for a login with the second factor", async () => {
    await user.page.getByRole("link", { name: "My security", exact: true }).click();
    await expect(user.page.getByText("Log in again to use your second factor")).toBeVisible();
    await user.page.getByRole("button", { name: "Log in again" }).click();
    await expect(user.page.getByRole("heading", { name: "User Login" })).toBeVisible();
  });

  await test.step("the page of the user has no code any more, and tells what happened", async () => {
    await page.reload();
    await expect(page.getByText("For a phone left at home")).toBeVisible();
    await page.getByRole("tab", { name: "Activity" }).click();
    await expect(page.getByText("logged in with a bypass code from an administrator").first()).toBeVisible();
  });
});
