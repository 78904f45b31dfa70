import type { Page } from "@playwright/test";
import { addApplication, changeApplication } from "@sallyport/contract/applications/applications";
import { expect, test } from "./fixtures.ts";
import type { Person } from "./person.ts";
import { ask, logInByRequests, requireMfa } from "./requests.ts";
import { passcodeOf } from "./set-up.ts";
import { typePasscode } from "./sign-in.ts";
import { SinglePageApplication } from "./single-page-application.ts";

test("a single-page application with oidc-client-ts logs in by redirect and pop-up, renews, and logs out", async ({
  admin,
  user,
  stack,
  clock,
  openBrowser,
}) => {
  await using application = await SinglePageApplication.start();
  const { address } = application;
  const { page } = user;
  const shown = page.getByRole("status");
  const claims = `${user.name}, ${user.email}`;

  await test.step("an administrator adds it as a public application", async () => {
    await logInByRequests(admin);
    const { application: added } = await ask(admin.page, addApplication, {
      body: { which: "other", address, name: "Notes" },
    });
    const changes = {
      clientType: "public",
      callbackAddresses: [`${address}/callback`],
      afterLogoutAddresses: [`${address}/`],
      origins: [address],
      keepsAccess: true,
      openTo: "everyone",
    };
    await ask(admin.page, changeApplication, { params: { id: added.id }, body: changes });
    application.connection = { authority: stack.portalOrigin, client_id: added.id };
  });

  await test.step("a user logs in by redirect, and the page reads the tokens and the claims", async () => {
    await page.goto(address);
    await page.getByRole("button", { name: "Log in", exact: true }).click();
    await logInOn(page, user);
    await expect(shown).toHaveText(`by redirect: ${claims}`);
  });

  await test.step("it renews its tokens without the portal's page", async () => {
    await page.getByRole("button", { name: "Renew" }).click();
    await expect(shown).toHaveText(`renewed: ${claims}`);
  });

  await test.step("its logout ends the portal's login too", async () => {
    await page.getByRole("button", { name: "Log out" }).click();
    await expect(page).toHaveURL(`${address}/`);
    await expect(shown).toHaveText("kept: no user");
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "User Login" })).toBeVisible();
  });

  await test.step("a pop-up gives its answer to the page that opened it, also after a login with a passcode", async () => {
    await clock.toNextTimeStep();
    await requireMfa(admin, user, 7);
    const elsewhere = { ...user, page: await openBrowser() };
    await logInByRequests(elsewhere);
    await clock.toNextTimeStep();
    await page.goto(address);
    const opened = page.waitForEvent("popup");
    await page.getByRole("button", { name: "Log in in a pop-up" }).click();
    const popup = await opened;
    // The pages of the login must not cut the pop-up off, not even after a detour.
    await popup.getByRole("link", { name: "Forgot your password?" }).click();
    await popup.getByRole("link", { name: "Back to login" }).click();
    await logInOn(popup, user);
    await typePasscode(popup, passcodeOf(elsewhere, clock));
    await expect(shown).toHaveText(`by pop-up: ${claims}`);
  });
});

async function logInOn(page: Page, { login, password }: Person): Promise<void> {
  await expect(page.getByText("Log in to open Notes")).toBeVisible();
  await page.getByLabel("E-mail or username").fill(login);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Log in", exact: true }).click();
}
