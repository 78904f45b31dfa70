import { readFile } from "node:fs/promises";
import { checkScreen, violations } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { Keyboard } from "./keyboard.ts";
import { openConsole } from "./open-console.ts";
import { logIn } from "./sign-in.ts";

test("an administrator finds out what happened, passes it on, and saves it", async ({ admin, user }) => {
  const { page } = admin;
  const keyboard = new Keyboard(page);
  const rows = page.getByRole("listitem");
  const refused = rows.filter({ hasText: `A login to ${user.name}'s account was refused: wrong password` });
  const pane = page.getByRole("dialog");

  await test.step("every event is a sentence with names", async () => {
    await logIn({ ...user, password: "a wrong password" });
    await expect(user.page.getByText("The username or password is wrong.")).toBeVisible();
    await openConsole(admin);
    await page.getByRole("link", { name: "Activity" }).click();
    await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();
    await expect(refused).toHaveCount(1);
    await expect(refused.getByText("Failure")).toBeVisible();
    await expect(rows.filter({ hasText: `${admin.name} set up an authenticator app` })).toHaveCount(1);
    await checkScreen(page, "activity");
  });

  await test.step("filters narrow the list, and are in the address", async () => {
    await page.getByRole("combobox", { name: "Person" }).fill(user.name.slice(0, 3));
    await expect(page.getByRole("option", { name: user.email })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.getByLabel("Result").selectOption("Failure");
    await expect(rows).toHaveCount(1);
    await expect(page).toHaveURL(/[?&]person=[0-9a-f-]{36}&outcome=failure$/);
    await checkScreen(page, "activity-filtered");
    await page.reload();
    await expect(page.getByRole("combobox", { name: "Person" })).toHaveValue(user.name);
    await expect(rows).toHaveCount(1);
  });

  await test.step("the keyboard opens an event and closes it", async () => {
    await keyboard.press(refused.getByRole("link").first());
    await expect(pane.getByText("user_login_attempt")).toBeVisible();
    await expect(pane.getByText("wrong password", { exact: true })).toBeVisible();
    await checkScreen(page, "activity-event");
    await keyboard.escape();
    await expect(pane).toBeHidden();
    await expect(refused.getByRole("link").first()).toBeFocused();
    await expect(page).not.toHaveURL(/event=/);
  });

  await test.step("a link leads a colleague to the same event, with the same filters", async () => {
    await keyboard.enter();
    await expect(pane).toBeVisible();
    await page.goto(page.url());
    await expect(pane.getByRole("heading", { level: 2 })).toContainText("was refused: wrong password");
    await pane.getByRole("link", { name: user.name }).first().click();
    await expect(page.getByRole("heading", { name: user.name, level: 1 })).toBeVisible();
    await page.goBack();
    await keyboard.escape();
  });

  await test.step("new events wait until they are asked for", async () => {
    await page.getByRole("button", { name: "Clear filters" }).click();
    await expect(refused).toHaveCount(1);
    await logIn(user);
    await page.getByRole("button", { name: "Show 1 new event" }).click();
    await expect(rows.first()).toContainText(`${user.name} logged in with the password`);
  });

  await test.step("what is shown can be saved", async () => {
    await page.getByLabel("Result").selectOption("Failure");
    await expect(rows).toHaveCount(1);
    await page.getByRole("button", { name: "Export" }).click();
    const saving = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "CSV" }).click();
    const file = await (await saving).path();
    const [columns, ...lines] = (await readFile(file, "utf8")).trim().split("\r\n");
    expect(columns).toContain("what,event,outcome");
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`A login to ${user.name}'s account was refused: wrong password`);
  });

  await test.step("the user sees what happened to their own account, and nothing of others", async () => {
    await user.page.getByRole("link", { name: "My security", exact: true }).click();
    const own = user.page.getByRole("list", { name: "Recent activity" }).getByRole("listitem");
    await expect(own).toContainText([
      "You logged in with the password",
      "A login to your account was refused: wrong password",
    ]);
    await expect(own.filter({ hasText: admin.name })).toHaveCount(0);
    await checkScreen(user.page, "own-activity");
  });
});
