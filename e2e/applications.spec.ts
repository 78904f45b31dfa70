import { checkScreen } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { openConsole } from "./open-console.ts";
import { keepPicture } from "./picture.ts";

test("an administrator adds an application with two fields, and decides who can log in and how", async ({
  admin,
  user,
}) => {
  const { page } = admin;
  await openConsole(admin);

  await test.step("two fields are enough, and a wrong address is explained", async () => {
    await page.getByRole("link", { name: "Applications", exact: true }).click();
    await expect(page.getByRole("heading", { name: "No applications yet" })).toBeVisible();
    await page.getByRole("button", { name: "Add application" }).click();
    const dialog = page.getByRole("dialog", { name: "Add application" });
    await dialog.getByLabel("Which application is it?").selectOption("Grafana");
    await dialog.getByLabel("Its address").fill("https://grafana.example.com");
    await keepPicture(page, "add-grafana");
    await dialog.getByLabel("Which application is it?").selectOption({ label: "Other, with OpenID Connect" });
    await dialog.getByLabel("Its address").fill("http://wiki.example.com");
    await dialog.getByRole("button", { name: "Add application" }).click();
    await expect(dialog.getByText("Use https.")).toBeVisible();
    await checkScreen(page, "applications-add");
    await dialog.getByLabel("Its address").fill("wiki.example.com");
    await dialog.getByRole("button", { name: "Add application" }).click();
  });

  await test.step("its page shows the secret once", async () => {
    await expect(page.getByRole("heading", { name: "Enter this in the application now" })).toBeVisible();
    const secret = await page.getByText(/^[0-9a-f]{64}$/).textContent();
    await checkScreen(page, "application-added");
    await page.getByRole("button", { name: "I have saved it" }).click();
    await expect(page.getByText(secret ?? "")).toBeHidden();
    await expect(page.getByRole("heading", { name: `…${secret?.slice(-4)}` })).toBeVisible();
  });

  await test.step("a refused login is told while it waits for the first one, and its address is allowed", async () => {
    await expect(page.getByRole("heading", { name: "Waiting for the first login…" })).toBeVisible();
    const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    const asked = (address: string) =>
      new URLSearchParams({
        client_id: id,
        redirect_uri: address,
        response_type: "code",
        scope: "openid",
      }).toString();
    await user.page.goto(`/oidc/auth?${asked("https://wiki.example.com.evil.example/cb")}`);
    await user.page.goto(`/oidc/auth?${asked("https://wiki.example.com/cb")}`);
    const refused = page.getByRole("list", { name: "Refused attempts" }).getByRole("listitem");
    await expect(refused).toHaveCount(2);
    await expect(page.getByRole("button", { name: /^Allow this address/ })).toHaveCount(1);
    await checkScreen(page, "application-refused");
    await page.getByRole("button", { name: /^Allow this address/ }).click();
    await expect(page.getByRole("list", { name: "Callback addresses" })).toContainText(
      "https://wiki.example.com/cb",
    );
    await expect(refused).toHaveCount(1);
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
    await page.getByLabel("Add to “Callback addresses”").fill(address);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("list", { name: "Callback addresses" })).toContainText(address);
    await checkScreen(page, "application");
    await page.getByRole("button", { name: `Remove ${address}`, exact: true }).click();
    await expect(page.getByRole("heading", { name: "Callback addresses" })).toBeFocused();
  });

  await test.step("the list shows it, and its name deletes it", async () => {
    await page.getByRole("main").getByRole("link", { name: "Applications", exact: true }).click();
    await expect(page.getByRole("row", { name: "wiki.example.com" })).toContainText("Everyone");
    await checkScreen(page, "applications");
    await page.getByRole("link", { name: "wiki.example.com" }).click();
    await page.getByRole("button", { name: "Delete application" }).click();
    const dialog = page.getByRole("dialog", { name: "Delete wiki.example.com?" });
    await dialog.getByLabel("Name").fill("wiki.example.com");
    await dialog.getByRole("button", { name: "Delete application" }).click();
    await expect(page.getByRole("heading", { name: "No applications yet" })).toBeVisible();
  });
});
