import { checkScreen } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { requireMfa } from "./requests.ts";
import { enterConsole } from "./set-up.ts";
import { logIn } from "./sign-in.ts";

test("an owner begins at the overview, follows a number to its users, and works through the checklist", async ({
  admin,
  user,
  addPerson,
  mailbox,
  clock,
}) => {
  const { page } = admin;
  const navigation = page.getByRole("navigation", { name: "Console" });
  const list = page.getByRole("region", { name: "Finish setting up Sallyport" });
  const task = (name: string) => list.getByRole("heading", { name });

  await test.step("the login leads to the overview, which says what is to be done", async () => {
    await enterConsole(admin);
    await expect(task("Set up your own second factor (done)")).toBeVisible();
    await expect(
      page.getByText("0 of 1 users have set up MFA. It isn't required of any user."),
    ).toBeVisible();
    await expect(page.getByText("No user needs your attention now.")).toBeVisible();
  });

  await test.step("a test mail arrives, and each thing that is done is ticked", async () => {
    await list.getByRole("button", { name: "Send me a test mail" }).click();
    await expect(
      page.getByText("The mail server accepted the test mail", { exact: false }).first(),
    ).toBeVisible();
    await mailbox.read(admin.email, "Your test mail has arrived");
    await expect(task("Send a test mail (done)")).toBeVisible();
    await expect(list.getByText("2 of 5 done.")).toBeFocused();
    await list.getByRole("button", { name: "Another program makes backups" }).click();
    await expect(task("Make a backup (done)")).toBeVisible();
    await addPerson("administrator", "owner");
    await page.reload();
    await expect(task("Have a second owner (done)")).toBeVisible();
    await expect(list.getByText("4 of 5 done.")).toBeVisible();
  });

  await test.step("a locked user is counted, with the reason and the way to the user", async () => {
    await logIn({ ...user, password: "not the right one" });
    await expect(user.page.getByText("The username or password is wrong.")).toBeVisible();
    await clock.toNextTimeStep();
    await requireMfa(admin, user, 1);
    await clock.pass({ days: 1 });
    await enterConsole(admin);
    await page.getByText("Show as a table").click();
    await expect(page.getByRole("table", { name: "Logins by day" }).getByRole("row")).toHaveCount(31);
    await checkScreen(page, "overview");
    await page.getByRole("link", { name: "MFA not set up by the deadline 1" }).click();
    await expect(page).toHaveURL(/locked=enrolment-deadline/);
    await expect(page.getByRole("link", { name: user.username ?? "", exact: true })).toBeVisible();
  });

  await test.step("on a phone, one line names the page and opens the list", async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    const opener = navigation.getByRole("button", { name: "Console menu: Users" });
    await expect(navigation.getByRole("link")).toHaveCount(0);
    await opener.click();
    await expect(navigation.getByRole("link", { name: "Users" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(navigation.getByRole("link")).toHaveCount(0);
    await expect(opener).toBeFocused();
    await opener.click();
    await checkScreen(page, "console-menu");
    await navigation.getByRole("link", { name: "Overview" }).click();
    await expect(navigation.getByRole("button", { name: "Console menu: Overview" })).toBeVisible();
    await expect(navigation.getByRole("link")).toHaveCount(0);
    await page.setViewportSize({ width: 1280, height: 800 });
  });
});
