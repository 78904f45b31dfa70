import { expect, test } from "./fixtures.ts";
import { requireMfa } from "./requests.ts";
import { keepRecoveryCodes, setUpByKey } from "./set-up.ts";
import { logIn, logOut, typePasscode } from "./sign-in.ts";
import { cutConnection } from "./watch-page.ts";

test.beforeEach(({ watch }) => {
  // These errors are expected, because killing the server makes open requests fail.
  watch.expect(cutConnection);
});

test("a login that was half done when the server was killed goes on after it, and leads to a factor that works", async ({
  admin,
  user,
  clock,
  stack,
}) => {
  const { page } = user;
  await requireMfa(admin, user, 7);
  await logIn(user);
  await expect(page.getByRole("heading", { name: "Set up Multi-Factor Authentication" })).toBeVisible();
  await stack.kill();
  await stack.startAgain();

  const shown = await setUpByKey(page, clock);
  await keepRecoveryCodes(page);
  await logOut(page);
  await clock.toNextTimeStep();
  await logIn(user);
  await typePasscode(page, shown());
  await expect(page.getByRole("heading", { name: `Welcome, ${user.name}` })).toBeVisible();
});
