import { expect, test } from "./fixtures.ts";
import { enrol, keepRecoveryCodes, requireMfa } from "./set-up.ts";
import { logIn, logOut, typePasscode } from "./sign-in.ts";
import { cutConnection } from "./watch-page.ts";

test.beforeEach(({ watch }) => {
  // These errors are expected, because killing the server makes open requests fail.
  watch.expect(cutConnection);
});

test("a factor that was enrolled when the server was killed works after it, and its used code does not", async ({
  admin,
  user,
  phone,
  mailbox,
  clock,
  stack,
}) => {
  const { page } = user;
  const welcome = page.getByRole("heading", { name: `Welcome, ${user.name}` });
  await phone.register(user.email, mailbox);
  await requireMfa(admin, user, 7);
  await logIn(user);
  await enrol(page, phone);
  await stack.kill();
  await stack.startAgain();

  await test.step("the person goes on where they were", async () => {
    await keepRecoveryCodes(page);
    await expect(welcome).toBeVisible();
    await logOut(page);
  });

  await test.step("the code that was used before the kill stays used", async () => {
    await logIn(user);
    await typePasscode(page, await phone.passcode());
    await expect(page.getByText("This code was already used")).toBeVisible();
  });

  await test.step("the next one opens the portal", async () => {
    await clock.toNextTimeStep();
    await typePasscode(page, await phone.passcode());
    await expect(welcome).toBeVisible();
  });
});
