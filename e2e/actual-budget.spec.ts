import { parseEnv } from "node:util";
import type { Locator, Page } from "@playwright/test";
import { listUsers, setUserState } from "@sallyport/contract/users";
import { ActualBudget } from "./actual-budget.ts";
import { expect, test } from "./fixtures.ts";
import type { Person } from "./person.ts";
import { ask, logInByRequests, requireMfa } from "./requests.ts";
import { passcodeOf } from "./set-up.ts";
import { logOut, typePasscode } from "./sign-in.ts";

// Each page of Actual Budget loads megabytes of scripts, which takes long on a busy machine.
test.setTimeout(300_000);
const patiently = expect.configure({ timeout: 60_000 });

test("Actual Budget takes the console's configuration, and lets users in until they are suspended", async ({
  admin,
  addPerson,
  openBrowser,
  clock,
  folder,
}) => {
  await using actual = await ActualBudget.prepare(folder);
  const { page: desk } = admin;
  // Actual Budget answers 500 requests of one address in a minute, and its service worker would send half of them.
  const newUser = async (address: string) => ({
    ...(await addPerson("user")),
    page: await openBrowser({ serviceWorkers: "block", extraHTTPHeaders: { "x-forwarded-for": address } }),
  });
  const [user, colleague] = [await newUser("192.0.2.1"), await newUser("192.0.2.2")];
  const { page } = user;
  let configuration = {};

  await test.step("an administrator adds it with two fields, and its server gets the configuration", async () => {
    await requireMfa(admin, user, 7);
    await desk.goto("/admin/applications");
    await desk.getByRole("button", { name: "Add application" }).click();
    const dialog = desk.getByRole("dialog", { name: "Add application" });
    await dialog.getByLabel("Which application is it?").selectOption("Actual Budget");
    await dialog.getByLabel("Its address").fill(actual.address);
    await dialog.getByRole("button", { name: "Add application" }).click();
    const fresh = desk.getByRole("region", { name: "Enter this in the application now" });
    configuration = parseEnv(await fresh.locator("pre").innerText());
    await desk.getByLabel("Users", { exact: true }).selectOption("Everyone");
    await desk.getByRole("button", { name: "Save who can log in" }).click();
    await expect(desk.getByText("is saved.")).toBeVisible();
    await actual.start(configuration, clock.now());
  });

  await test.step("a user clicks its tile, and the first one who logs in owns it", async () => {
    await logInByRequests(user);
    await page.goto("/");
    await page.getByRole("link", { name: "Actual Budget" }).click();
    await patiently(
      page.getByText("The first user to login with OpenID will be the server owner"),
    ).toBeVisible();
    await page.getByRole("button", { name: "Start using OpenID" }).click();
    await patiently(inside(user)).toBeVisible();
    await expect(desk.getByText(/^The first user logged in on/)).toBeVisible();
  });

  await test.step("a colleague gets an account there at the first login, with username and name", async () => {
    await logInByRequests(colleague);
    await colleague.page.goto(actual.address);
    await signIn(colleague.page);
    await patiently(inside(colleague)).toBeVisible();
    await page.getByRole("button", { name: "Server online" }).click();
    await page.getByRole("button", { name: "User Directory" }).click();
    await patiently(page.getByText(colleague.username ?? "", { exact: true })).toBeVisible();
    await expect(page.getByText(colleague.name, { exact: true })).toBeVisible();
  });

  await test.step("after a logout here and there, the next login takes password and passcode", async () => {
    await page.getByRole("button", { name: "Server online" }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByRole("button", { name: "Sign in with OpenID" })).toBeVisible();
    const portal = await page.context().newPage();
    await portal.goto("/");
    await logOut(portal);
    await clock.toNextTimeStep();
    await signIn(page);
    await logInOn(user);
    await typePasscode(page, passcodeOf(user, clock));
    await patiently(inside(user)).toBeVisible();
  });

  await test.step("a suspended user is out within the hour that a token lasts, and doesn't get in again", async () => {
    const { users } = await ask(desk, listUsers, { query: { search: colleague.email } });
    await ask(desk, setUserState, { params: { id: users[0]?.id ?? "" }, body: { state: "suspended" } });
    await clock.pass({ minutes: 61 });
    await actual.start(configuration, clock.now());
    await colleague.page.goto(actual.address);
    await signIn(colleague.page);
    await logInOn(colleague);
    await expect(colleague.page.getByText("The username or password is wrong.")).toBeVisible();
  });
});

async function signIn(page: Page): Promise<void> {
  const button = page.getByRole("button", { name: "Sign in with OpenID" });
  await patiently(button).toBeVisible();
  await button.click();
}

function inside({ page, name }: Person): Locator {
  return page.getByText(`(logged in as: ${name})`);
}

async function logInOn({ page, login, password }: Person): Promise<void> {
  await patiently(page.getByText("Log in to open Actual Budget")).toBeVisible();
  await page.getByLabel("E-mail or username").fill(login);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Log in", exact: true }).click();
}
