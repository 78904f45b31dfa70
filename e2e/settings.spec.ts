import { join } from "node:path";
import { checkScreen, violations } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { Keyboard } from "./keyboard.ts";
import { openConsole } from "./open-console.ts";
import { logIn } from "./sign-in.ts";

test("an owner names the organisation and whom to ask, and users see it", async ({ admin, user }) => {
  const { page } = admin;
  const organisation = page.getByLabel("Organisation name");
  const save = page.getByRole("region", { name: "Organisation" }).getByRole("button", { name: "Save" });

  await test.step("a value that can't work is refused at its field", async () => {
    await openConsole(admin);
    await page.getByRole("link", { name: "Settings" }).click();
    await expect(organisation).toHaveValue("Sallyport");
    await checkScreen(page, "settings");
    await organisation.fill("www.evil.example/login");
    await save.click();
    await expect(page.getByText("Give a name without line breaks")).toBeVisible();
    await expect(organisation).toBeFocused();
    expect(await violations(page)).toEqual([]);
  });

  await test.step("the keyboard saves a change, and the page says who changed it", async () => {
    await organisation.fill("Acme Rockets");
    await page.getByLabel("Support contact").fill("help@acme.example, room 4");
    await new Keyboard(page).press(save);
    await expect(page.getByText("Organisation: saved.")).toBeVisible();
    await expect(page.getByText(`Changed by ${admin.name}`)).toHaveCount(2);
    await page.reload();
    await expect(organisation).toHaveValue("Acme Rockets");
  });

  await test.step("a picture becomes the logo of the login page, and another file is refused", async () => {
    const file = page.getByLabel("Picture");
    await file.setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: Buffer.from("<svg/>") });
    await page.getByRole("button", { name: "Save logo" }).click();
    await expect(page.getByText("Choose a PNG, JPEG or WebP picture")).toBeVisible();
    await file.setInputFiles(join(import.meta.dirname, "../apps/portal/public/apple-touch-icon.png"));
    await page.getByRole("button", { name: "Save logo" }).click();
    await expect(page.getByText("The logo is saved.")).toBeVisible();
    await checkScreen(page, "settings-logo");
    await user.page.goto("/");
    await expect
      .poll(() => user.page.locator("img").evaluate((img: HTMLImageElement) => img.naturalWidth))
      .toBeGreaterThan(0);
    await checkScreen(user.page, "login-logo");
  });

  await test.step("a user who is refused sees whom to ask", async () => {
    await logIn({ ...user, password: "a wrong password" });
    await expect(user.page.getByText("The username or password is wrong.")).toBeVisible();
    await expect(user.page.getByText("Acme Rockets")).toBeVisible();
    await expect(user.page.getByText("Support contact: help@acme.example, room 4")).toBeVisible();
  });

  await test.step("Activity has the old and the new value", async () => {
    await page.getByRole("link", { name: "Activity" }).click();
    const change = `${admin.name} changed “Organisation name” from “Sallyport” to “Acme Rockets”`;
    await expect(page.getByRole("listitem").filter({ hasText: change })).toHaveCount(1);
  });
});
