import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { checkScreen } from "./axe.ts";
import { test as base, expect } from "./fixtures.ts";
import type { Person } from "./person.ts";
import { Production } from "./production.ts";
import { enterConsole } from "./set-up.ts";
import { logIn } from "./sign-in.ts";

const test = base.extend<{ production: Production }>({
  production: async ({ folder, inbox }, use, info) => {
    const production = await Production.start(folder, inbox.smtpPort);
    await use(production);
    await production.stop();
    if (info.status !== info.expectedStatus) await info.attach("server log", { body: production.log });
  },

  baseURL: async ({ production }, use) => {
    await use(production.portalOrigin);
  },

  // The clock isn't changed, because a production server uses the real time.
  prepare: async ({ watch }, use) => {
    await use((context) => watch.over(context));
  },
});

test("on an empty database the printed link makes the first administrator, once, who invites the first user", async ({
  production,
  folder,
  openBrowser,
  invention,
  mailbox,
}) => {
  const admin: Person = { ...invention.account("administrator"), page: await openBrowser() };
  const user: Person = { ...invention.account("user"), page: await openBrowser() };
  const link = await production.firstAdministratorLink();

  await test.step("the printed link makes the first administrator", async () => {
    const { page } = admin;
    await page.goto(link);
    await expect(page.getByRole("heading", { name: "Create the first administrator" })).toBeVisible();
    await checkScreen(page, "first-administrator");
    await page.getByLabel("Name").fill(admin.name);
    await page.getByLabel("E-mail").fill(admin.email);
    await page.getByLabel("New password").fill(admin.password);
    await page.getByLabel("Repeat password").fill(admin.password);
    await page.getByRole("button", { name: "Create administrator" }).click();
    await expect(page.getByText("The first administrator is created.")).toBeVisible();
    await checkScreen(page, "first-administrator-created");
    await page.getByRole("link", { name: "Go to login" }).click();
    await enterConsole(admin);
    await expect(page.getByRole("heading", { name: "Finish setting up Sallyport" })).toBeVisible();
    await checkScreen(page, "overview-empty");
    await page.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Users" }).click();
    await expect(page.getByRole("heading", { name: "Users", level: 1 })).toBeVisible();
    await checkScreen(page, "users-empty");
  });

  await test.step("no other account of the machine may read the database", async () => {
    const files = (await readdir(folder)).filter((name) => name.startsWith("sallyport.db"));
    expect(files).toContain("sallyport.db");
    const modes = await Promise.all(files.map(async (name) => (await stat(join(folder, name))).mode & 0o777));
    expect(new Set(modes)).toEqual(new Set([0o600]));
  });

  await test.step("it does so once, and a restart prints no other", async () => {
    const { page } = user;
    await page.goto(link);
    await expect(page.getByRole("heading", { name: "This link doesn't work" })).toBeVisible();
    await checkScreen(page, "link-used");
    await production.stop();
    await production.startAgain();
  });

  await test.step("the administrator, who is still logged in, invites a user", async () => {
    const { page } = admin;
    await page.reload();
    await page.getByRole("button", { name: "Add user" }).click();
    const dialog = page.getByRole("dialog", { name: "Add user" });
    await dialog.getByLabel("Username").fill(user.username ?? "");
    await dialog.getByLabel("E-mail").fill(user.email);
    await dialog.getByLabel("Name", { exact: true }).fill(user.name);
    await checkScreen(page, "add-user");
    await dialog.getByRole("button", { name: "Send invitation" }).click();
    await expect(page.getByRole("link", { name: user.username ?? "" })).toBeVisible();
    await checkScreen(page, "users");
  });

  await test.step("the user chooses a password by the mailed link, and logs in", async () => {
    const { page } = user;
    const invitation = await mailbox.read(user.email, /^Your account at /);
    await page.goto(invitation.link);
    await expect(page.getByRole("heading", { name: "Choose your password" })).toBeVisible();
    await checkScreen(page, "invitation");
    await page.getByLabel("New password").fill(user.password);
    await page.getByLabel("Repeat password").fill(user.password);
    await page.getByRole("button", { name: "Save password" }).click();
    await expect(page.getByText("Your password is saved.")).toBeVisible();
    await checkScreen(page, "password-saved");
    await page.getByRole("link", { name: "Go to login" }).click();
    await expect(page.getByRole("heading", { name: "User Login" })).toBeVisible();
    await checkScreen(page, "user-login");
    await logIn(user);
    await expect(page.getByRole("heading", { name: `Welcome, ${user.name}` })).toBeVisible();
    await page.goto(invitation.link);
    await expect(page.getByRole("heading", { name: "This link doesn't work" })).toBeVisible();
  });

  expect(production.log).not.toContain("/first-administrator#");
});

test("the production entry knows neither the simulation's controls nor API docs, and sends its headers", async ({
  production,
  openBrowser,
}) => {
  const page = await openBrowser();
  for (const origin of [production.portalOrigin, production.authenticatorOrigin]) {
    const answer = await page.goto(origin);
    expect(answer?.headers()).toMatchObject({
      "content-security-policy": expect.stringContaining("default-src 'none'; script-src 'self';"),
      "x-content-type-options": "nosniff",
    });
    const statuses = await page.evaluate(async () => {
      const json = { "content-type": "application/json" };
      const asked: [string, string][] = [
        ["PUT", "/clock"],
        ["POST", "/accounts"],
        ["PUT", "/api/clock"],
        ["POST", "/api/accounts"],
        ["GET", "/api/docs"],
        ["GET", "/docs/static/swagger-ui.css"],
      ];
      const answers = asked.map(([method, path]) =>
        fetch(path, { method, headers: json, ...(method === "GET" ? {} : { body: '{"now":0}' }) }),
      );
      return (await Promise.all(answers)).map(({ status }) => status);
    });
    expect(new Set(statuses)).toEqual(new Set([404]));
    for (const path of ["/docs", "/docs/json"]) {
      await page.goto(origin + path);
      await expect(
        page.getByRole("heading", { name: /^Page not found|There is no such page/ }),
      ).toBeVisible();
    }
  }
});

test("what a page reads first is fetched once, along with its script", async ({
  production,
  openBrowser,
}) => {
  const page = await openBrowser();
  const screens = [
    [production.portalOrigin, "User Login", ["/api/user/sign-in", "/api/about"]],
    [`${production.portalOrigin}/admin`, "Administrator Login", ["/api/administrator/sign-in", "/api/about"]],
    [production.authenticatorOrigin, "Sallyport Authenticator", ["/api/registration"]],
  ] as const;
  for (const [url, heading, answers] of screens) {
    await page.goto(url, { waitUntil: "networkidle" });
    await expect(page.getByRole("heading", { name: heading })).toBeVisible();
    const fetched = await page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .map((entry) => [new URL(entry.name).pathname, (entry as PerformanceResourceTiming).initiatorType]),
    );
    for (const answer of answers)
      expect(fetched.filter(([path]) => path === answer)).toEqual([[answer, "link"]]);
  }
});
