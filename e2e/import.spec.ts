import { readFile } from "node:fs/promises";
import { checkScreen } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { openConsole } from "./open-console.ts";

const hash = "$2b$10$/rVrpNNtTcbXP1xT12JUuuEdpRnb16sa6YVY05IcM46beTT8gqRgu";
const password = "eleven herons on one pond";

test("an administrator adds a user, imports others from a file, and exports them all", async ({
  admin,
  mailbox,
  openBrowser,
}) => {
  const { page } = admin;
  await openConsole(admin);

  await test.step("a username is proposed, and MFA is required at once", async () => {
    await page.getByRole("button", { name: "Add user" }).click();
    const dialog = page.getByRole("dialog", { name: "Add user" });
    await dialog.getByLabel("Name", { exact: true }).fill("Uma Thorn");
    await expect(dialog.getByLabel("Username")).toHaveValue("uma.thorn");
    await dialog.getByLabel("E-mail").fill("uma@club.example");
    await expect(dialog.getByLabel("Username")).toHaveValue("uma");
    await dialog.getByLabel("Require Multi-Factor Authentication on Login Portal").check();
    await checkScreen(page, "add-user-with-mfa");
    await dialog.getByRole("button", { name: "Send invitation" }).click();
    await expect(page.getByRole("row", { name: "uma@club.example" })).toBeVisible();
  });

  await test.step("a workbook is refused with advice, and the columns of a CSV file are found", async () => {
    await page.getByRole("link", { name: "Import", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Import users" })).toBeVisible();
    const file = page.getByLabel("File");
    await file.setInputFiles({ name: "people.xlsx", mimeType: "", buffer: Buffer.from("PK\u0003\u0004") });
    await page.getByRole("button", { name: "Next" }).click();
    await expect(page.getByText("This is a workbook, not a CSV file.")).toBeVisible();
    await checkScreen(page, "import-file");
    const lines = [
      "Full name;Mail;Days;Password hash",
      "Vera Winter;vera@club.example;3;",
      `Wanda Bright;wanda@club.example;;${hash}`,
      "Uma again;UMA@club.example;;",
      "Xenia;xenia@club.example;seven;",
    ];
    const buffer = Buffer.from(`\ufeff${lines.join("\r\n")}`, "utf16le");
    await file.setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer });
    await page.getByRole("button", { name: "Next" }).click();
    await expect(page.getByLabel("E-mail")).toHaveValue("1");
    await expect(page.getByText("For example: Vera Winter · Wanda Bright · Uma again")).toBeVisible();
    await checkScreen(page, "import-columns");
  });

  await test.step("the report says what is wrong with which line, and can be saved", async () => {
    await page.getByRole("button", { name: "Check the file" }).click();
    await expect(page.getByText("2 users can be imported, 2 lines can't.")).toBeVisible();
    await expect(page.getByRole("row", { name: "Line 4: UMA@club.example" })).toContainText(
      "Another user has this e-mail address",
    );
    await checkScreen(page, "import-report");
    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download report" }).click();
    const report = await readFile(await (await saving).path(), "utf8");
    expect(report).toContain(
      "Line 5: xenia@club.example,skipped,The days must be a whole number from 1 to 365",
    );
  });

  await test.step("the import runs in the background, and tells its result", async () => {
    await page.getByRole("button", { name: "Import 2 users" }).click();
    await expect(page.getByText("Finished: 2 done, 2 skipped")).toBeVisible();
    await mailbox.read("vera@club.example", /^Your account at /);
  });

  await test.step("a user with an imported password logs in with it", async () => {
    const other = await openBrowser();
    await other.goto("/");
    await other.getByLabel("E-mail or username").fill("wanda@club.example");
    await other.getByLabel("Password", { exact: true }).fill(password);
    await other.getByRole("button", { name: "Log in", exact: true }).click();
    await expect(other.getByRole("heading", { level: 1 })).toContainText("Wanda Bright");
  });

  await test.step("a filter is exported", async () => {
    await page.goto("/admin/users?state=staged");
    await expect(page.getByRole("row", { name: "vera@club.example" })).toBeVisible();
    await page.getByRole("button", { name: "Export" }).click();
    const saving = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "CSV" }).click();
    const [columns, ...lines] = (await readFile(await (await saving).path(), "utf8")).trim().split("\r\n");
    expect(columns).toContain("username,name,email,state");
    expect(lines.map((line) => line.split(",")[1])).toEqual(["uma", "vera"]);
  });
});
