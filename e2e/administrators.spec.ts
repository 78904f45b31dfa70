import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import * as activity from "@sallyport/contract/activity";
import * as administrators from "@sallyport/contract/administrators";
import type { Endpoint } from "@sallyport/contract/endpoint";
import * as users from "@sallyport/contract/users";
import { checkScreen } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { openConsole } from "./open-console.ts";
import type { Person } from "./person.ts";
import { keepRecoveryCodes, setUpByKey } from "./set-up.ts";
import { logIn, typePasscode } from "./sign-in.ts";

test("an administrator is led through set-up at the first login, and can do nothing else before", async ({
  admin,
  addPerson,
  clock,
}) => {
  const other = await addPerson("administrator");
  const { page } = other;
  const setUp = page.getByRole("heading", { name: "Set up Multi-Factor Authentication" });

  await test.step("the list shows for each administrator whether MFA is required and set up", async () => {
    const { page: desk } = admin;
    await openConsole(admin);
    await desk.getByRole("button", { name: admin.email }).click();
    await expect(desk.getByRole("menuitem", { name: "Administrators" })).toBeVisible();
    await checkScreen(desk, "email-menu");
    await desk.getByRole("menuitem", { name: "Administrators" }).click();
    const row = desk.getByRole("row", { name: other.email });
    await expect(row.getByRole("cell", { name: "Required", exact: true })).toBeVisible();
    await expect(row.getByRole("cell", { name: "Not set up" })).toBeVisible();
    await checkScreen(desk, "administrators");
  });

  await test.step("no longer required, the other gets in with the password alone", async () => {
    await setRequirement(admin.page, other, false);
    await logIn(other);
    await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
  });

  await test.step("one administrator enables MFA for the other", async () => {
    await setRequirement(admin.page, other, true);
  });

  await test.step("the session that was open can do nothing but set up and log out", async () => {
    const answers = await page.evaluate(
      (requests) =>
        Promise.all(
          requests.map(async ({ method, path }) => {
            const answer = await fetch(path, { method });
            return `${method} ${path}: ${answer.status} ${((await answer.json()) as { code: string }).code}`;
          }),
        ),
      ofConsole,
    );
    expect(ofConsole).toContainEqual({ method: "GET", path: users.listUsers.path });
    expect(answers).toEqual(ofConsole.map(({ method, path }) => `${method} ${path}: 403 mfa-required`));
    await page.getByRole("link", { name: "Activity" }).click();
    await expect(setUp).toBeVisible();
    await expect(page.getByRole("button", { name: "Set up later" })).toHaveCount(0);
    await page.getByRole("button", { name: "Log out" }).click();
    await expect(page.getByRole("heading", { name: "Administrator Login" })).toBeVisible();
    await checkScreen(page, "administrator-login");
  });

  const shown = await test.step("the next login leads through set-up, which can't be put off", async () => {
    await logIn(other);
    await expect(setUp).toBeVisible();
    await expect(page.getByRole("button", { name: "Set up later" })).toHaveCount(0);
    await checkScreen(page, "administrator-set-up");
    const authenticator = await setUpByKey(page, clock);
    await keepRecoveryCodes(page);
    await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
    return authenticator;
  });

  await test.step("from then on a code opens the console", async () => {
    await page.getByRole("button", { name: other.email }).click();
    await page.getByRole("menuitem", { name: "Log out" }).click();
    await expect(page.getByRole("heading", { name: "Administrator Login" })).toBeVisible();
    await clock.toNextTimeStep();
    await logIn(other);
    await expect(page.getByRole("heading", { name: "One-time passcode" })).toBeVisible();
    await checkScreen(page, "one-time-passcode");
    await typePasscode(page, shown());
    await page.getByRole("link", { name: "Administrators" }).click();
    const row = page.getByRole("row", { name: other.email });
    await expect(row.getByRole("cell", { name: "Set up", exact: true })).toBeVisible();
  });

  await test.step("the activity tells all of it", async () => {
    await page.getByRole("link", { name: "Activity" }).click();
    await expect(page.getByRole("listitem").filter({ hasText: `${other.name} set up` })).toBeVisible();
    await checkScreen(page, "activity");
  });
});

async function setRequirement(desk: Page, { email, name }: Person, isRequired: boolean): Promise<void> {
  await desk.getByRole("button", { name: email }).click();
  const popUp = desk.getByRole("dialog", { name });
  const box = popUp.getByRole("checkbox", { name: "Enable MultiFactor Authentication for Login" });
  await box.setChecked(isRequired);
  await checkScreen(desk, "administrator");
  await popUp.getByRole("button", { name: "Edit" }).click();
  await expect(popUp).toBeHidden();
  const cell = desk.getByRole("row", { name: email }).getByRole("cell");
  await expect(cell.filter({ hasText: isRequired ? /^Required$/ : /^Not required$/ })).toBeVisible();
}

const ofConsole = [activity, administrators, users]
  .flatMap((module): unknown[] => Object.values(module))
  .filter(isOfConsole)
  .map(({ method, path }) => ({ method, path: path.replace(":id", randomUUID()) }));

function isOfConsole(exported: unknown): exported is Endpoint {
  return (
    typeof exported === "object" &&
    exported !== null &&
    "asks" in exported &&
    exported.asks === "administrator"
  );
}
