import type { Page } from "@playwright/test";
import { checkScreen } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { openConsole } from "./open-console.ts";
import { requireMfa } from "./requests.ts";

const people = Array.from({ length: 54 }, (_, n) => `${n + 1}`.padStart(2, "0"));

function names(page: Page) {
  return page.getByRole("rowheader").locator("bdi");
}

test("an administrator filters, sorts and turns pages, opens a user by keyboard, and is back in the same list", async ({
  admin,
  user,
  stack,
}) => {
  test.setTimeout(180_000);
  const { page } = admin;
  const search = page.getByRole("searchbox", { name: "Search users" });
  const chip = (name: string) => page.getByRole("button", { name, exact: true });
  for (const n of people) {
    const account = { realm: "user", username: `member-${n}`, email: `member-${n}@club.example` } as const;
    await stack.addAccount({ ...account, name: `Member ${n}`, password: "a phrase for every member" });
  }
  await requireMfa(admin, user, 3);

  await test.step("the chips count, and one click shows those who are due", async () => {
    await page.goto("/admin/users");
    await expect(chip("55 users")).toHaveAttribute("aria-pressed", "true");
    await expect(chip("1 not set up")).toBeVisible();
    await chip("1 due this week").click();
    await expect(names(page)).toHaveText([user.name]);
    await expect(page).toHaveURL(/\?due=7$/);
    await expect(page.getByRole("row", { name: user.email })).toContainText("days left");
    await checkScreen(page, "users-filtered");
  });

  await test.step("a second filter leaves no user in the list, and there is a way out", async () => {
    await page.getByRole("button", { name: "Filters (1)" }).click();
    await page.getByLabel("Locked").selectOption({ label: "Wrong passwords" });
    await expect(page.getByRole("heading", { name: "No users found" })).toBeVisible();
    await checkScreen(page, "users-filters-open");
    await page.goBack();
    await expect(names(page)).toHaveText([user.name]);
    await page.getByRole("button", { name: "Clear filters" }).click();
    await expect(chip("55 users")).toHaveAttribute("aria-pressed", "true");
    await expect(names(page)).toHaveCount(50);
  });

  await test.step("a search keeps the filter, and the back button ends neither", async () => {
    await chip("55 never logged in").click();
    await page.getByRole("heading", { name: "Users", level: 1 }).click();
    await page.keyboard.press("/");
    await expect(search).toBeFocused();
    await page.keyboard.type("member-5");
    await expect(names(page)).toHaveText(["Member 50", "Member 51", "Member 52", "Member 53", "Member 54"]);
    await expect(page).toHaveURL(/login=never.*search=member-5/);
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("link", { name: "member-50", exact: true })).toBeFocused();
    await page.keyboard.press("ArrowUp");
    await expect(search).toBeFocused();
    await search.fill("");
    await chip("55 never logged in").click();
    await expect(page).toHaveURL(/\/admin\/users$/);
  });

  let last: string[] = [];
  await test.step("the heading sorts, and the second page has the rest", async () => {
    await page.getByRole("button", { name: "User", exact: true }).click();
    await expect(page.getByRole("columnheader", { name: "User", exact: true })).toHaveAttribute(
      "aria-sort",
      "descending",
    );
    await expect(names(page)).toHaveCount(50);
    await page.getByRole("button", { name: "Next page" }).click();
    await expect(names(page)).toHaveCount(5);
    await expect(page.getByRole("row").nth(1).getByRole("link")).toBeFocused();
    await page.getByRole("button", { name: "Previous page" }).click();
    await expect(names(page)).toHaveCount(50);
    await page.getByRole("button", { name: "Next page" }).click();
    await expect(names(page)).toHaveCount(5);
    last = await names(page).allTextContents();
    expect(last).toEqual([...last].toSorted().toReversed());
  });

  const address = page.url();
  await test.step("Enter opens the third user, and back in the list it has the focus", async () => {
    const third = page.getByRole("row").nth(3).getByRole("link");
    for (let step = 0; step < 2; step += 1) await page.keyboard.press("ArrowDown");
    await expect(third).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: last[2] ?? "", level: 1 })).toBeVisible();
    await page.goBack();
    await expect(page).toHaveURL(address);
    await expect(names(page)).toHaveText(last);
    await expect(third).toBeFocused();
  });

  await test.step("a click anywhere in the row opens it; the address alone shows the same page of the list", async () => {
    const row = page.getByRole("row").nth(2);
    await row.click({ position: { x: 300, y: 20 } });
    await expect(page.getByRole("heading", { name: last[1] ?? "", level: 1 })).toBeVisible();
    await page.goto(address);
    await expect(names(page)).toHaveText(last);
    await page.getByRole("button", { name: "First page" }).click();
    await expect(names(page)).toHaveCount(50);
  });
});

test("an administrator who can't load the list tries again", async ({ admin, user, watch }) => {
  const { page } = admin;
  watch.expect(/net::ERR_FAILED/);
  await openConsole(admin);
  await page.route("**/api/admin/users*", (route) => route.abort());
  await page.goto("/admin/users?mfa=not-required");
  await expect(page.getByText("Couldn't load the users")).toBeVisible();
  await page.unroute("**/api/admin/users*");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(names(page)).toHaveText([user.name]);
});
