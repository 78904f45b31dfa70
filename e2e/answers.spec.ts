import { EventEmitter } from "node:events";
import type { BrowserContext } from "@playwright/test";
import { Answers } from "./answers.ts";
import { expect, test } from "./fixtures.ts";

test("the search finds responses with data that must not leave the server", async ({
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

function answered({ at, cookie, set }: { at: number; cookie?: string; set?: string }) {
  const request = {
    resourceType: () => "fetch",
    timing: () => ({ startTime: at }),
    allHeaders: () => Promise.resolve(cookie === undefined ? {} : { cookie: `session=${cookie}` }),
    method: () => "POST",
    url: () => "http://portal.localhost/api/planted",
    postData: () => null,
  };
  return {
    url: request.url,
    request: () => request,
    text: () => Promise.resolve("{}"),
    headersArray: () =>
      Promise.resolve(set === undefined ? [] : [{ name: "set-cookie", value: `session=${set}` }]),
    status: () => 200,
  };
}

for (const { what, before, leaks } of [
  { what: "after it was set is its own", before: false, leaks: [] },
  {
    what: "before it was set is another session's",
    before: true,
    leaks: ["POST /api/planted answered 200 with another session's token in a cookie"],
  },
]) {
  test(`a token that a browser sent ${what}, in whichever order the events arrive`, async () => {
    const token = "t".repeat(43);
    const setting = answered({ at: 2, set: token });
    const sending = answered({ at: before ? 1 : 3, cookie: token });
    for (const events of [
      [setting, sending],
      [sending, setting],
    ]) {
      const answers = new Answers({ messages: () => [] }, { now: () => 0 });
      const context = new EventEmitter();
      answers.over(context as unknown as BrowserContext);
      for (const event of events) context.emit("response", event);
      expect(await answers.leaks()).toEqual(leaks);
    }
  });
}
