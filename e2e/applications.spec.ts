import { checkScreen } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { openConsole } from "./open-console.ts";

test("an administrator adds an application with two fields, and decides who can log in and how", async ({
  admin,
  user,
}) => {
  const { page } = admin;
  await openConsole(admin);

  await test.step("two fields are enough, and a wrong address is explained", async () => {
    await page.getByRole("link", { name: "Applications", exact: true }).click();
    await expect(page.getByRole("heading", { name: "No applications yet" })).toBeVisible();
    await checkScreen(page, "applications-empty");
    await page.getByRole("button", { name: "Add application" }).click();
    const dialog = page.getByRole("dialog", { name: "Add application" });
    await dialog.getByLabel("Which application is it?").selectOption({ label: "Other, with OpenID Connect" });
    await dialog.getByLabel("Its address").fill("http://wiki.example.com");
    await dialog.getByRole("button", { name: "Add application" }).click();
    await expect(dialog.getByText("Use https.")).toBeVisible();
    await checkScreen(page, "applications-add");
    await dialog.getByLabel("Its address").fill("wiki.example.com");
    await dialog.getByRole("button", { name: "Add application" }).click();
  });

  await test.step("its page shows the secret once, and waits for the first login", async () => {
    await expect(page.getByRole("heading", { name: "Enter this in the application now" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "Waiting for the first login…" })).toBeVisible();
    const secret = await page.getByText(/^[0-9a-f]{64}$/).textContent();
    await checkScreen(page, "application-added");
    await page.getByRole("button", { name: "I have saved it" }).click();
    await expect(page.getByText(secret ?? "")).toBeHidden();
    await expect(page.getByRole("heading", { name: `…${secret?.slice(-4)}` })).toBeVisible();
  });

  await test.step("everyone may log in, and the second factor says who has none", async () => {
    await page.getByLabel("Users", { exact: true }).selectOption("Everyone");
    await page.getByRole("button", { name: "Save who can log in" }).click();
    await expect(page.getByText("is saved.")).toBeVisible();
    await page.getByLabel("When it is needed").selectOption("Always");
    await expect(page.getByText("1 of 1 people has none and will be asked to set one up.")).toBeVisible();
    await page.getByRole("button", { name: "Save second factor" }).click();
    await expect(page.getByText(/^The second factor of .+ is saved/)).toBeVisible();
  });

  await test.step("a callback address is added and removed", async () => {
    const address = "https://wiki.example.com/callback";
    await page.getByLabel("Add to “Callback addresses”").fill(`${address}#here`);
    await page.keyboard.press("Enter");
    await expect(page.getByText("Leave out the # and everything after it.")).toBeVisible();
    await page.getByLabel("Add to “Callback addresses”").fill(address);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("list", { name: "Callback addresses" })).toContainText(address);
    await checkScreen(page, "application");
    await page.getByRole("button", { name: `Remove ${address}` }).click();
    await expect(page.getByRole("heading", { name: "Callback addresses" })).toBeFocused();
  });

  await test.step("the list shows it, and its name deletes it", async () => {
    await page.getByRole("link", { name: "Applications" }).last().click();
    await expect(page.getByRole("row", { name: "wiki.example.com" })).toContainText("Everyone");
    await checkScreen(page, "applications");
    await page.getByRole("link", { name: "wiki.example.com" }).click();
    await page.getByRole("button", { name: "Delete application" }).click();
    const dialog = page.getByRole("dialog", { name: "Delete wiki.example.com?" });
    await dialog.getByLabel("Name").fill("wiki.example.com");
    await dialog.getByRole("button", { name: "Delete application" }).click();
    await expect(page.getByRole("heading", { name: "No applications yet" })).toBeVisible();
  });
  expect(user.name).not.toBe("");
});
