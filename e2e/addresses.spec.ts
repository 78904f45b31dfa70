import { checkScreen } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { openConsole } from "./open-console.ts";

test("the well-known address for changing a password leads to it, over the login", async ({ user }) => {
  const { page } = user;
  const password = page.getByRole("heading", { name: "Password", level: 2 });
  await page.goto("/.well-known/change-password");
  await page.getByLabel("E-mail or username").fill(user.login);
  await page.getByLabel("Password", { exact: true }).fill(user.password);
  await page.getByRole("button", { name: "Log in", exact: true }).click();
  await expect(password).toBeFocused();
  await expect(password).toBeInViewport();
  await page.reload();
  await expect(password).toBeFocused();
});

test("an address of the console without a page keeps the console around it", async ({ admin }) => {
  const { page } = admin;
  await openConsole(admin);
  await page.goto("/admin/nowhere/at/all");
  await expect(page.getByRole("heading", { name: "Page not found", level: 1 })).toBeVisible();
  await checkScreen(page, "console-page-not-found");
  await page.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Users" }).click();
  await expect(page.getByRole("heading", { name: "Users", level: 1 })).toBeVisible();
});

test("on a phone, a toast covers neither navigation nor buttons", async ({ admin, user }) => {
  const { page } = admin;
  await openConsole(admin);
  await page.getByRole("link", { name: user.username ?? "", exact: true }).click();
  await page.setViewportSize({ width: 320, height: 640 });
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(`${user.name} Jr`);
  await page.getByRole("button", { name: "Save User" }).click();
  const toast = page.getByText(`${user.name} Jr is saved.`);
  await expect(toast).toBeVisible();
  // The page is scrolled to its top, where the toast must not cover any control.
  await page.evaluate(() => window.scrollTo(0, 0));
  const covered = await toast.evaluate((shown) => {
    const over = shown.getBoundingClientRect();
    const controls = [...document.querySelectorAll("a, button, input")];
    const under = controls.filter((each) => {
      const { top, bottom, width } = each.getBoundingClientRect();
      // The skip link is clipped while it has no focus, so it isn't shown.
      const isShown = width > 1 && getComputedStyle(each).clipPath === "none";
      return isShown && top < over.bottom && bottom > over.top;
    });
    return under.map(({ outerHTML }) => outerHTML);
  });
  expect(covered).toEqual([]);
});
