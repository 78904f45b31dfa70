import { Answers } from "./answers.ts";
import { expect, test } from "./fixtures.ts";

test("a story is told of an answer that holds what must not leave the server", async ({
  browser,
  inbox,
  clock,
  stack,
}) => {
  const answers = new Answers(inbox, clock);
  const context = await browser.newContext({ baseURL: stack.portalOrigin });
  answers.over(context);
  const page = await context.newPage();
  await page.goto("/");
  await page.getByRole("heading", { name: "User Login" }).waitFor();
  expect(await answers.leaks()).toEqual([]);
  await context.route("**/api/about", (route) =>
    route.fulfill({ json: { organisation: "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA" } }),
  );
  await page.evaluate(async () => (await fetch("/api/about")).text());
  await context.close();
  expect(await answers.leaks()).toEqual(["GET /api/about answered 200 with a password hash"]);
});
