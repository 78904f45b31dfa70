import { expect, test } from "./fixtures.ts";
import { requireMfa } from "./requests.ts";
import { keepRecoveryCodes, setUpByKey } from "./set-up.ts";
import { logIn, logOut, typePasscode } from "./sign-in.ts";
import { cutConnection } from "./watch-page.ts";

test.beforeEach(({ watch }) => {
  // These errors are expected, because killing the server makes open requests fail.
  watch.expect(cutConnection);
});

test("a factor that was enrolled when the server was killed works after it, and its used code does not", async ({
  admin,
  user,
  clock,
  stack,
}) => {
  const { page } = user;
  const welcome = page.getByRole("heading", { name: `Welcome, ${user.name}` });
  await requireMfa(admin, user, 7);
  await logIn(user);
  const shown = await setUpByKey(page, clock);
  await stack.kill();
  await stack.startAgain();

  await test.step("the person goes on where they were", async () => {
    await keepRecoveryCodes(page);
    await expect(welcome).toBeVisible();
    await logOut(page);
  });

  await test.step("the code that was used before the kill stays used", async () => {
    await logIn(user);
    await typePasscode(page, shown());
    await expect(page.getByText("This code was already used")).toBeVisible();
  });

  await test.step("the next one opens the portal", async () => {
    await clock.toNextTimeStep();
    await typePasscode(page, shown());
    await expect(welcome).toBeVisible();
  });
});
