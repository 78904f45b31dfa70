import { addApplication, changeApplication } from "@sallyport/contract/applications/applications";
import { addGroup } from "@sallyport/contract/groups";
import { checkScreen } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { openConsole } from "./open-console.ts";
import { ask } from "./requests.ts";

test("an administrator tries the login to an application, and sees what it would get or why it is refused", async ({
  admin,
  user,
}) => {
  const { page } = admin;
  await openConsole(admin);
  const address = "https://wiki.example.com";
  const { application } = await ask(page, addApplication, {
    body: { which: "other", address, name: "Wiki" },
  });
  const change = (body: object) => ask(page, changeApplication, { params: { id: application.id }, body });
  await change({ callbackAddresses: [`${address}/cb`], openTo: "everyone" });
  await page.goto(`/admin/applications/${application.id}`);

  await test.step("a user logs in in a popup, and the claims are explained", async () => {
    const opened = page.waitForEvent("popup");
    await page.getByRole("button", { name: "Try it" }).click();
    const popup = await opened;
    await expect(popup.getByText("Log in as a user to try Wiki")).toBeVisible();
    await popup.getByLabel("E-mail or username").fill(user.login);
    await popup.getByLabel("Password", { exact: true }).fill(user.password);
    await popup.getByRole("button", { name: "Log in", exact: true }).click();
    await expect(popup.getByText(`You are logged in as ${user.email}`)).toBeVisible();
    await checkScreen(popup, "try-it-continue");
    await popup.getByRole("button", { name: `Continue as ${user.name}` }).click();
    await expect(popup.getByRole("heading", { name: "Wiki would get this" })).toBeVisible();
    const token = popup.getByRole("region", { name: "ID token" });
    await expect(token.getByText("This login used a password alone.")).toBeVisible();
    await expect(token.getByText(user.email, { exact: true }).first()).toBeVisible();
    await expect(popup.getByRole("region", { name: "Userinfo" })).toContainText(user.name);
    await checkScreen(popup, "try-it-claims");
    await popup.reload();
    await expect(popup.getByRole("heading", { name: "This trial is over" })).toBeVisible();
    await popup.close();
  });

  await test.step("the application still waits for its first login, and Activity says that it was tried", async () => {
    await page.reload();
    await expect(page.getByRole("heading", { name: "Waiting for the first login…" })).toBeVisible();
    await page.goto("/admin/activity?group=applications");
    await expect(
      page.getByText(/tried the login to “Wiki” with .+ account and the password alone/),
    ).toBeVisible();
  });

  await test.step("a refusal says who must change what, also in a tab if the popup is blocked", async () => {
    const group = await ask(page, addGroup, { body: { name: "Editors" } });
    await change({ openTo: "groups", groups: [group.id] });
    await page.goto(`/admin/applications/${application.id}`);
    await page.evaluate(() => {
      globalThis.open = () => null;
    });
    await page.getByRole("button", { name: "Try it" }).click();
    await expect(page.getByText("The browser blocked the window")).toBeVisible();
    await checkScreen(page, "try-it-blocked");
    const opened = page.waitForEvent("popup");
    await page.getByRole("link", { name: "Open it in a new tab" }).click();
    const tab = await opened;
    await expect(tab.getByRole("heading", { name: "The login to Wiki was refused" })).toBeVisible();
    await expect(
      tab.getByText(`${user.email} is in none of the groups that can log in: Editors.`),
    ).toBeVisible();
    await checkScreen(tab, "try-it-refused");
    await tab.getByRole("button", { name: "Log out and try another user" }).click();
    await expect(tab.getByText("Log in as a user to try Wiki")).toBeVisible();
    await tab.close();
  });
});
