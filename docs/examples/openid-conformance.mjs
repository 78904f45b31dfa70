// Runs one plan of the OpenID Foundation's conformance suite. The suite's own browser can't run the portal's pages,
// so Chromium opens the addresses that the suite asks a person to open.
import process, { env, stdout } from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import { chromium } from "@playwright/test";

const {
  SUITE = "https://www.certification.openid.net",
  SUITE_TOKEN,
  ISSUER,
  PLAN,
  VARIANT = "{}",
  APPLICATIONS = "[]",
  LOGIN,
  PASSWORD,
} = env;
const minutesOfModule = 5;

/** @param {string} path @param {string} [method] @param {{ json?: unknown, text?: string }} [body] */
async function ask(path, method = "GET", { json, text } = {}) {
  const answer = await fetch(new URL(path, SUITE), {
    method,
    headers: {
      ...(SUITE_TOKEN ? { authorization: `Bearer ${SUITE_TOKEN}` } : {}),
      ...(json ? { "content-type": "application/json" } : {}),
      ...(text ? { "content-type": "text/plain" } : {}),
    },
    ...(json ? { body: JSON.stringify(json) } : {}),
    ...(text ? { body: text } : {}),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  const said = await answer.text();
  return said === "" ? null : JSON.parse(said);
}

/** @param {import("@playwright/test").Page} page @param {string} url */
async function visit(page, url) {
  await page.goto(url);
  const end = Date.now() + 30_000;
  while (Date.now() < end && !page.url().startsWith(SUITE)) {
    const login = page.getByLabel("E-mail or username");
    const password = page.getByLabel("Password", { exact: true });
    if (await password.isVisible()) {
      if (await login.isVisible()) await login.fill(LOGIN ?? "");
      await password.fill(PASSWORD ?? "");
      await password.press("Enter");
    }
    const onward = page.getByRole("button", { name: /^(Continue|Log out)\b/ });
    if (await onward.isVisible()) await onward.click();
    if (new URL(page.url()).pathname === "/application-refused") return;
    await wait(500);
  }
}

/** Some modules ask for a picture of the page on which a refused login ends. */
async function uploadPicture(page, id) {
  for (const { upload } of await ask(`/api/log/${id}`)) {
    if (upload === undefined) continue;
    const picture = await page.screenshot({ type: "png" });
    await ask(`/api/log/${id}/images/${upload}`, "POST", {
      text: `data:image/png;base64,${picture.toString("base64")}`,
    });
  }
}

async function runModule(browser, plan, { testModule, variant = {} }) {
  const query = new URLSearchParams({ plan, test: testModule, variant: JSON.stringify(variant) });
  const { id } = await ask(`/api/runner?${query}`, "POST");
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const page = await context.newPage();
  const end = Date.now() + minutesOfModule * 60_000;
  let info = await ask(`/api/info/${id}`);
  while (!["FINISHED", "INTERRUPTED"].includes(info.status) && Date.now() < end) {
    for (const url of (await ask(`/api/runner/browser/${id}`).catch(() => null))?.urls ?? []) {
      await ask(`/api/runner/browser/${id}/visit?${new URLSearchParams({ url })}`, "POST");
      await visit(page, url);
      await uploadPicture(page, id);
    }
    await wait(1000);
    info = await ask(`/api/info/${id}`);
  }
  await context.close();
  return `${info.status} ${info.result ?? ""}`.trim();
}

const [client, client2] = JSON.parse(APPLICATIONS);
const server = { discoveryUrl: `${ISSUER}/.well-known/openid-configuration` };
const plan = await ask(
  `/api/plan?${new URLSearchParams({ planName: PLAN ?? "", variant: VARIANT })}`,
  "POST",
  {
    json: {
      alias: "sallyport",
      description: "Sallyport",
      server,
      client,
      client2,
      client_secret_post: client,
    },
  },
);
stdout.write(`${SUITE}/plan-detail.html?plan=${plan.id}\n`);
const browser = await chromium.launch();
let failed = 0;
for (const module of plan.modules) {
  const result = await runModule(browser, plan.id, module);
  const isGood = /^FINISHED (PASSED|WARNING|REVIEW|SKIPPED)$/.test(result);
  if (!isGood) failed += 1;
  stdout.write(`${isGood ? "ok  " : "FAIL"} ${module.testModule}: ${result}\n`);
}
await browser.close();
stdout.write(`${plan.modules.length - failed} passed, ${failed} failed\n`);
if (failed > 0) process.exitCode = 1;
