import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { addUser } from "@sallyport/contract/users";
import { expect, test } from "./fixtures.ts";
import { openConsole } from "./open-console.ts";

const mallory = { name: "Mallory Planted", email: "mallory@example.com", username: "mallory" };

test("a page of another site can't change anything, by form or by script", { tag: ["@AT-67"] }, async ({
  admin,
  stack,
  watch,
}) => {
  // These console errors are expected, because Chromium logs the blocked requests of the other site.
  watch.expect(/blocked by CORS policy|net::ERR_(BLOCKED_BY_RESPONSE|FAILED)/);
  const { page } = admin;
  const target = `${stack.portalOrigin}${addUser.path}`;
  await openConsole(admin);
  await expect(page.getByRole("heading", { name: "Users", level: 1 })).toBeVisible();

  await using site = await openSite(formTo(target));
  const visited = await page.context().newPage();

  await test.step("its form is refused", async () => {
    await visited.goto(site.origin);
    const answered = visited.waitForResponse(target);
    await visited.getByRole("button", { name: "Claim your prize" }).click();
    const answer = await answered;
    expect(answer.status()).toBe(403);
    expect(await answer.json()).toMatchObject({ code: "foreign-origin" });
    const { cookie, origin } = await answer.request().allHeaders();
    expect({ cookie, origin }).toEqual({ cookie: undefined, origin: site.origin });
  });

  await test.step("its script gets no answer", async () => {
    await visited.goto(site.origin);
    expect(await send(visited, target, "POST", "no-cors")).toBe("nothing");
    expect(await send(visited, target, "POST", "cors")).toBe("nothing");
    expect(await send(visited, `${stack.portalOrigin}/api/administrator/sign-in`, "DELETE", "cors")).toBe(
      "nothing",
    );
  });

  await test.step("no user was invited, and the administrator is where they were", async () => {
    await page.reload();
    await expect(page.getByRole("heading", { name: "Users", level: 1 })).toBeVisible();
    await expect(page.getByText(mallory.email)).toHaveCount(0);
  });

  await test.step("the same from the portal's own page is carried out", async () => {
    expect(await send(page, target, "POST", "same-origin")).toBe("200");
    await page.reload();
    await expect(page.getByText(mallory.email)).toBeVisible();
  });
});

interface Site extends AsyncDisposable {
  origin: string;
}

async function openSite(html: string): Promise<Site> {
  const server = createServer((_, response) => {
    response.setHeader("content-type", "text/html").end(html);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Makes a page whose form sends text/plain. The body is also valid JSON. */
function formTo(target: string): string {
  const start = JSON.stringify({ ...mallory, padding: "" }).slice(0, -2);
  return `<!doctype html><html lang="en"><title>Prizes</title>
    <form method="post" enctype="text/plain" action="${target}">
      <input type="hidden" name='${start}' value='"}'>
      <button>Claim your prize</button>
    </form></html>`;
}

/** Resolves to `nothing` if a script on the page isn't allowed to read the response. */
function send(page: Page, target: string, method: string, mode: RequestMode): Promise<string> {
  return page.evaluate(
    ({ url, body, ...options }) =>
      fetch(url, {
        ...options,
        credentials: "include",
        ...(options.mode === "no-cors" ? {} : { headers: { "content-type": "application/json" } }),
        body,
      }).then(
        ({ status }) => `${status}`,
        () => "nothing",
      ),
    { url: target, body: JSON.stringify(mallory), method, mode },
  );
}
