import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "./fixtures.ts";
import { requireMfa } from "./requests.ts";
import { keyAsText, qrPicture, typeToken } from "./set-up.ts";
import { logIn } from "./sign-in.ts";

test("zbarimg reads the QR code, and oathtool makes the phone's codes, which the server takes", async ({
  admin,
  user,
  phone,
  mailbox,
  clock,
  folder,
}) => {
  const { page } = user;
  await phone.register(user.email, mailbox);
  await requireMfa(admin, user, 7);
  await logIn(user);
  await page.getByRole("button", { name: "Next" }).click();
  const picture = await qrPicture(page).screenshot();
  const key = await keyAsText(page);

  await writeFile(join(folder, "picture.png"), picture);
  const uri = new URL(await run("zbarimg", "--quiet", "--raw", join(folder, "picture.png")));
  expect(uri.protocol).toBe("otpauth:");
  expect(decodeURIComponent(uri.pathname)).toContain(user.email);
  expect(uri.searchParams.get("secret")).toBe(key);

  const oathtool = () => run("oathtool", "--totp", "-b", `--now=${new Date(clock.now()).toUTCString()}`, key);
  const number = await phone.scan(picture);
  expect(number).toBe(await oathtool());
  await typeToken(page, number);
  await expect(page.getByRole("heading", { name: "TOTP MFA setup is complete" })).toBeVisible();
  for (let round = 0; round < 5; round++) {
    await clock.toNextTimeStep();
    expect(await phone.passcode()).toBe(await oathtool());
  }
});

async function run(tool: "oathtool" | "zbarimg", ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(tool, args).catch((cause: unknown) => {
    throw new Error(`${tool} failed. On Debian and Ubuntu: apt-get install oathtool zbar-tools`, { cause });
  });
  return stdout.trim();
}
