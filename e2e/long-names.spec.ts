import type { Locator, Page } from "@playwright/test";
import { checkScreen, expectToFit } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { openConsole } from "./open-console.ts";
import type { Person } from "./person.ts";
import { requireMfa } from "./requests.ts";
import { chooseAdministrator, enrol, keepRecoveryCodes, openUser } from "./set-up.ts";
import { logIn } from "./sign-in.ts";
import type { NewAccount } from "./stack.ts";

const names = [
  "Hubert Blaine Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhafteschaferswessenschafe",
  "Константин Александрович Рождественский-Преображенскопетропавловсковознесенский-Александроневскийград",
  "عبدالرحمن بن عبدالعزيز بن عبداللطيف المستعصمبالله العباسيالهاشميالقرشيالكنانيالعدنانيالإسماعيليالحجازي",
];

const widthsBetween = [1100, 1024, 800, 769];
const enlargedPhone = 195;

function withLongName(person: Person, name: string): Person {
  const at = "verwaltungsgemeinschaftsversammlung.landeshauptstadt-muenchen.example.de";
  return { ...person, name, email: `${"a".repeat(20)}.${person.login.replace(/@.*/, "")}@${at}` };
}

function accountOf({ realm, name, email, username, password }: Person): NewAccount {
  return { realm, name, email, username, password };
}

async function lookIntoEach(page: Page, screen: string, buttons: readonly string[]): Promise<void> {
  for (const name of buttons) {
    await page.getByRole("button", { name, exact: true }).first().click();
    const popUp = page.getByRole("dialog").last();
    await expect(popUp).toBeVisible();
    await checkScreen(page, `${screen}-${name}`);
    await page.keyboard.press("Escape");
    await expect(popUp).toBeHidden();
  }
}

async function lookIntoDays(page: Page, days: Locator, screen: string): Promise<void> {
  await days.press("ArrowDown");
  await expect(page.getByRole("listbox")).toBeVisible();
  await checkScreen(page, screen);
  await days.press("End");
  await days.press("Escape");
  await expect(page.getByRole("listbox")).toBeHidden();
}

test("names of a hundred characters make no screen of the console wider than a phone, with every pop-up open", async ({
  addPerson,
  stack,
  invention,
  openBrowser,
  dice,
}) => {
  test.setTimeout(240_000);
  const admin = await addPerson("administrator");
  const { page } = admin;
  const name = dice.pick(names);
  const user = withLongName({ ...invention.account("user"), page: await openBrowser() }, name);
  const colleague = withLongName({ ...invention.account("administrator"), page }, name);
  for (const person of [user, colleague]) await stack.addAccount(accountOf(person));

  await test.step("the lists and their pop-ups", async () => {
    await openConsole(admin);
    await checkScreen(page, "long-users");
    for (const width of widthsBetween) await expectToFit(page, width);
    await lookIntoEach(page, "long-users", ["Add user"]);
    await page.getByRole("button", { name: admin.email }).click();
    await expect(page.getByRole("menu")).toBeVisible();
    await checkScreen(page, "long-menu");
    await page.keyboard.press("Escape");
  });

  await test.step("a user's details, with the list of days", async () => {
    await page.getByRole("link", { name: user.username ?? "", exact: true }).click();
    await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
    await page.getByRole("button", { name: "User Security & Permissions" }).click();
    await page.getByRole("checkbox", { name: "Require Multi-Factor Authentication on Login Portal" }).check();
    await lookIntoDays(page, page.getByRole("combobox", { name: "Days to set up" }), "long-days");
    await page.getByRole("button", { name: "Save User" }).click();
    await expect(page.getByText("7 days left", { exact: true })).toBeVisible();
    await checkScreen(page, "long-details");
    await expectToFit(page, enlargedPhone);
  });

  await test.step("a user's security", async () => {
    await page.getByRole("tab", { name: "Security" }).click();
    await checkScreen(page, "long-security");
    await lookIntoEach(page, "long-security", ["Extend", "Suspend", "Delete user"]);
  });

  await test.step("enforcement", async () => {
    await page.getByRole("link", { name: "Enforcement", exact: true }).click();
    await expect(page.getByRole("link", { name })).toBeVisible();
    await checkScreen(page, "long-enforcement");
    await lookIntoEach(page, "long-enforcement", ["Remind now"]);
    await expectToFit(page, enlargedPhone);
  });

  await test.step("administrators", async () => {
    await chooseAdministrator(page, colleague.email);
    await expect(page.getByRole("dialog")).toBeVisible();
    await checkScreen(page, "long-administrator");
    await page.keyboard.press("Escape");
    await checkScreen(page, "long-administrators");
    await lookIntoEach(page, "long-administrators", ["Add administrator", "End everyone's sessions"]);
  });

  await test.step("activity", async () => {
    await page.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Activity" }).click();
    await expect(page.getByText(user.name).first()).toBeVisible();
    await checkScreen(page, "long-activity");
    await expectToFit(page, enlargedPhone);
  });
});

test("a user with a name of a hundred characters sees all of the portal and the authenticator at 320 pixels", async ({
  admin,
  stack,
  invention,
  openBrowser,
  dice,
  phone,
  mailbox,
}) => {
  test.setTimeout(240_000);
  const user = withLongName({ ...invention.account("user"), page: await openBrowser() }, dice.pick(names));
  user.login = user.username ?? user.email;
  const { page } = user;
  await stack.addAccount(accountOf(user));
  await requireMfa(admin, user, 7);
  await phone.register(user.email, mailbox);

  await test.step("set-up and home", async () => {
    await logIn(user);
    await expect(page.getByRole("heading", { name: "Set up Multi-Factor Authentication" })).toBeVisible();
    await checkScreen(page, "long-set-up");
    await enrol(page, phone);
    await checkScreen(page, "long-set-up-complete");
    await keepRecoveryCodes(page);
    await expect(page.getByRole("heading", { name: `Welcome, ${user.name}` })).toBeVisible();
    await checkScreen(page, "long-home");
  });

  await test.step("My security, with every pop-up", async () => {
    await page.getByRole("link", { name: "My security" }).first().click();
    await expect(page.getByRole("heading", { name: "My security", level: 1 })).toBeVisible();
    await checkScreen(page, "long-my-security");
    await expectToFit(page, enlargedPhone);
    await lookIntoEach(page, "long-my-security", [
      "Change password",
      "Make new recovery codes",
      "Add an authenticator app",
      "Add a passkey",
    ]);
  });

  await test.step("the authenticator, with every pop-up", async () => {
    const { page: app } = phone;
    await app.goto("/");
    await expect(app.getByRole("heading", { name: "Codes", level: 1 })).toBeVisible();
    await checkScreen(app, "long-codes");
    await expectToFit(app, enlargedPhone);
    for (const act of ["Rename", "Delete"]) {
      await app.getByRole("button", { name: "More" }).click();
      await checkScreen(app, "long-codes-more");
      await app.getByRole("menuitem", { name: act }).click();
      await expect(app.getByRole("dialog")).toBeVisible();
      await checkScreen(app, `long-codes-${act}`);
      await app.keyboard.press("Escape");
      await expect(app.getByRole("dialog")).toBeHidden();
    }
  });
});

test("a name written from right to left keeps its order inside an English sentence, and in its field", async ({
  admin,
  stack,
  invention,
  openBrowser,
}) => {
  const user = { ...invention.account("user"), name: "عبدالرحمن المستعصم (QA) 2", page: await openBrowser() };
  await stack.addAccount(accountOf(user));
  await logIn(user);
  const welcome = user.page.getByRole("heading", { name: `Welcome, ${user.name}` });
  await expect(welcome.locator("bdi")).toHaveCSS("direction", "rtl");
  await openConsole(admin);
  const row = admin.page.getByRole("row", { name: user.email });
  await expect(row.locator("bdi")).toHaveCSS("direction", "rtl");
  await openUser(admin, user);
  await expect(admin.page.getByLabel("Name", { exact: true })).toHaveCSS("direction", "rtl");
  await expect(admin.page.getByLabel("E-mail")).toHaveCSS("direction", "ltr");
});
