import { checkScreen } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { Keyboard } from "./keyboard.ts";
import { openConsole } from "./open-console.ts";
import { RelyingParty } from "./relying-party.ts";
import { qrPicture } from "./set-up.ts";
import { logIn, typePasscode } from "./sign-in.ts";

test("an application requires MFA, and a user who never set up clicks its tile, enrols and lands inside it", async ({
  admin,
  user,
  phone,
  mailbox,
  clock,
  stack,
}) => {
  await using application = await RelyingParty.start();
  const { page } = user;
  const host = new URL(application.address).host;
  const inside = page.getByText(`Welcome, ${user.name}`, { exact: true });

  await test.step("the user installs the authenticator", async () => {
    await phone.register(user.email, mailbox);
  });

  await test.step("an administrator adds the application, and requires MFA for it", async () => {
    const { page: desk } = admin;
    await openConsole(admin);
    await desk.getByRole("link", { name: "Applications", exact: true }).click();
    await desk.getByRole("button", { name: "Add application" }).click();
    const dialog = desk.getByRole("dialog", { name: "Add application" });
    await dialog.getByLabel("Which application is it?").selectOption({ label: "Other, with OpenID Connect" });
    await dialog.getByLabel("Its address").fill(application.address);
    await dialog.getByRole("button", { name: "Add application" }).click();
    await expect(desk.getByRole("heading", { name: "Waiting for the first login…" })).toBeVisible();
    await application.connect({
      portalOrigin: stack.portalOrigin,
      clientId: new URL(desk.url()).pathname.split("/").at(-1) ?? "",
      clientSecret: (await desk.getByText(/^[0-9a-f]{64}$/).textContent()) ?? "",
    });
    await desk.getByLabel("Users", { exact: true }).selectOption("Everyone");
    await desk.getByRole("button", { name: "Save who can log in" }).click();
    await expect(desk.getByText("is saved.")).toBeVisible();
    await desk.getByLabel("When it is needed").selectOption("Always");
    await desk.getByRole("button", { name: "Save second factor" }).click();
    await expect(desk.getByText(/^The second factor of .+ is saved/)).toBeVisible();
    await desk.getByLabel("Add to “Callback addresses”").fill(`${application.address}/callback`);
    await desk.keyboard.press("Enter");
    await expect(desk.getByRole("list", { name: "Callback addresses" })).toContainText("/callback");
  });

  await test.step("the user clicks its tile, and is led through the set-up", async () => {
    await logIn(user);
    const tile = page.getByRole("list", { name: "Your applications" }).getByRole("link", { name: host });
    await expect(tile).toBeVisible();
    await tile.click();
    await expect(page.getByRole("heading", { name: `${host} needs a second factor` })).toBeVisible();
    await checkScreen(page, "application-set-up");
    await page.getByRole("button", { name: "Add an authenticator app" }).click();
    const dialog = page.getByRole("dialog", { name: "Add an authenticator app" });
    const code = await phone.scan(await qrPicture(page).screenshot());
    await dialog.getByRole("textbox", { name: "Name" }).fill("Phone");
    await dialog.getByLabel("Token").fill(code);
    await dialog.getByRole("button", { name: "Add" }).click();
    await expect(page.getByRole("heading", { name: "Log in with your second factor" })).toBeVisible();
  });

  await test.step("the login with the new factor leads into the application, also after a reload", async () => {
    await page.getByRole("button", { name: "Log in again" }).click();
    await page.reload();
    await expect(page.getByText(`Log in to open ${host}`)).toBeVisible();
    await page.getByLabel("E-mail or username").fill(user.login);
    await page.getByLabel("Password", { exact: true }).fill(user.password);
    await page.getByRole("button", { name: "Log in", exact: true }).click();
    await clock.toNextTimeStep();
    await typePasscode(page, await phone.passcode());
    await expect(inside).toBeVisible();
    await expect(page.getByText("Login: mfa")).toBeVisible();
  });

  await test.step("the back button leads home, and My security logs out of the application", async () => {
    await page.goBack();
    await expect(page.getByRole("heading", { name: `Welcome, ${user.name}` })).toBeVisible();
    await page.getByRole("link", { name: "My security", exact: true }).click();
    const logins = page.getByRole("region", { name: "Applications you are logged in to" });
    await expect(logins.getByRole("heading", { name: host })).toBeVisible();
    await new Keyboard(page).press(logins.getByRole("button", { name: `Log out of ${host}` }));
    await expect(logins.getByText("You aren't logged in to an application.")).toBeVisible();
    await expect(logins.getByRole("heading", { level: 2 })).toBeFocused();
  });

  await test.step("a deep link that asks for a new proof leads to its own page, in a second tab too", async () => {
    application.forgetVisitors();
    application.asks = { prompt: "login" };
    const tab = await page.context().newPage();
    await tab.goto(`${application.address}/notes`);
    await expect(tab.getByRole("heading", { name: "Confirm that it's you" })).toBeVisible();
    await checkScreen(tab, "application-fresh-proof");
    await clock.toNextTimeStep();
    await tab.getByLabel("One-time passcode").fill(await phone.passcode());
    await tab.getByRole("button", { name: "Confirm" }).click();
    await expect(tab.getByText("Page /notes")).toBeVisible();
  });
});
