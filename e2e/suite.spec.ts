import { checkScreen } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { Dice } from "./seed.ts";

test("a planted accessibility fault is found, in the dark too", async ({ openBrowser }) => {
  const page = await openBrowser();
  for (const [id, style, fault] of [
    ["words", "color: #444", /axe on "planted", dark[^]*color-contrast/],
    ["button", "display: block", /axe on "planted", dark[^]*button-name/],
  ] as const) {
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "User Login" })).toBeVisible();
    await checkScreen(page, "not-planted");
    await page.evaluate(plantInTheDark, { id, style });
    await expect(checkScreen(page, "planted")).rejects.toThrow(fault);
  }
});

/** Adds an element that has a fault only in dark mode. */
function plantInTheDark({ id, style }: { id: "words" | "button"; style: string }): void {
  const element = document.createElement(id === "words" ? "p" : "button");
  element.id = id;
  if (id === "words") element.textContent = "grey on grey";
  document.querySelector("main")?.append(element);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    `#words { color: #000 } #button { display: none }
     @media (prefers-color-scheme: dark) { #${id} { ${style} } }`,
  );
  document.adoptedStyleSheets.push(sheet);
}

test("where motion is reduced, a new colour shows at once", async ({ openBrowser }) => {
  const page = await openBrowser();
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "User Login" })).toBeVisible();
  const changing = await page.evaluate(() => {
    document.body.style.setProperty("color", "red");
    return document.getAnimations().length;
  });
  expect(changing).toBe(0);
});

test("a policy violation, a page error, a console error and a server error are found", async ({
  openBrowser,
  watch,
}) => {
  const page = await openBrowser();
  await page.route("**/api/planted", (route) => route.fulfill({ status: 503 }));
  await page.goto("/");
  expect(watch.take()).toEqual([]);
  const plants: [plant: () => unknown, found: RegExp][] = [
    [() => (new Image().src = "http://127.0.0.1:1/planted.png"), /policy violated: img-src .*planted\.png/],
    [() => document.body.append(document.createElement("style")), /policy violated: style-src-elem/],
    [() => void Promise.reject(new Error("planted")), /error in the page: Error: planted/],
    [() => console.error("planted"), /^planted/],
    [() => fetch("/api/planted").then(({ status }) => status), /^503 from .*planted/],
  ];
  for (const [plant, found] of plants) {
    await page.evaluate(plant);
    await expect.poll(() => watch.take().join("\n")).toMatch(found);
  }
});

test("server, portal and phone go by one clock", async ({ clock, openBrowser, phone, dice }) => {
  const page = await openBrowser();
  await page.goto("/");
  await phone.page.goto("/");
  for (const turn of dice.shuffle([() => clock.toNextTimeStep(), () => clock.pass({ days: 30, hours: 1 })])) {
    await turn();
    const inPages = await Promise.all([page, phone.page].map((each) => each.evaluate(() => Date.now())));
    expect(inPages).toEqual([clock.now(), clock.now()]);
    const ofServer = await phone.page.evaluate(async () => (await fetch("/api/time")).json() as unknown);
    expect(ofServer).toEqual({ now: new Date(clock.now()).toISOString() });
  }
});

test("a seed brings forth the same story again, and another seed another", ({ dice }) => {
  const [one, other] = [`${dice.below(1e9)}`, `${dice.below(1e9)} other`];
  expect(rolls(one)).toEqual(rolls(one));
  expect(rolls(one)).not.toEqual(rolls(other));
  expect(rolls(one).toSorted((a, b) => a - b)).toEqual(numbers);
});

const numbers = Array.from({ length: 20 }, (_, index) => index);

function rolls(seed: string): number[] {
  return new Dice(seed).shuffle(numbers);
}
