import { cpus, loadavg } from "node:os";
import type { Page } from "@playwright/test";
import { DemoConsole } from "../demo-console.ts";

// `npm run scrolling` scrolls the list of 50,000 users, turns its pages and changes its order. Tasks that block
// the page are reported.

const users = Number(process.argv[2] ?? 50_000);
const pages = 12;
/** A longer task while scrolling is a fault. */
const mostMs = 100;

interface LongTask {
  startTime: number;
  duration: number;
}

interface Phase {
  name: string;
  from: number;
}

await using demo = await DemoConsole.open({ users, viewport: { width: 1280, height: 800 } });
const { page } = demo;
await page.addInitScript(watchLongTasks);
await page.goto("/admin/users");
await page.getByRole("row").nth(10).waitFor();
await page.waitForTimeout(2000);

const before = loadavg()[0] ?? Number.NaN;
const frames: number[] = [];
for (let turn = 0; turn < pages; turn += 1) {
  await name(page, "scrolling");
  frames.push(await scroll(page));
  await name(page, "next page");
  await page.getByRole("button", { name: "Next page" }).click();
  await page.waitForTimeout(600);
}
for (const heading of ["Last login", "User"]) {
  await name(page, "other order");
  await page.getByRole("button", { name: heading, exact: false }).first().click();
  await page.waitForTimeout(800);
  await name(page, "scrolling");
  frames.push(await scroll(page));
}

const [longTasks, phases] = await page.evaluate<[LongTask[], Phase[]]>("[window.longTasks, window.phases]");
const tasks = longTasks.map(({ startTime, duration }) => ({
  phase: phases.findLast(({ from }) => from <= startTime)?.name ?? "start",
  duration,
}));
console.log(`${users.toLocaleString("en")} users, ${cpus().length} cores, load before ${before.toFixed(1)}`);
for (const phase of ["scrolling", "next page", "other order"]) {
  const durations = tasks.filter((task) => task.phase === phase).map(({ duration }) => duration);
  const longest = Math.max(0, ...durations);
  console.log(`${phase}: ${durations.length} tasks over 50 ms, the longest ${Math.round(longest)} ms`);
}
console.log(`the longest time between two frames while scrolling: ${Math.round(Math.max(...frames))} ms`);
const isTooLong = tasks.some(({ phase, duration }) => phase === "scrolling" && duration > mostMs);
if (isTooLong) console.error(`A task while scrolling took more than ${mostMs} ms.`);
process.exitCode = isTooLong ? 1 : 0;

function name(on: Page, phase: string): Promise<unknown> {
  return on.evaluate(`window.phases.push({ name: ${JSON.stringify(phase)}, from: performance.now() })`);
}

/** @returns the longest time between two frames, in ms */
async function scroll(on: Page): Promise<number> {
  await on.evaluate(watchFrames);
  await on.mouse.move(600, 500);
  for (const step of [...Array<number>(25).fill(120), ...Array<number>(10).fill(-400)]) {
    await on.mouse.wheel(0, step);
    await on.waitForTimeout(16);
  }
  await on.waitForTimeout(200);
  return on.evaluate<number>("window.stopFrames()");
}

/** The browser reports only tasks that take 50 ms or longer. */
function watchLongTasks(): void {
  const seen: LongTask[] = [];
  Object.assign(window, { longTasks: seen, phases: [] });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) seen.push({ startTime, duration });
  }).observe({ type: "longtask", buffered: true });
}

function watchFrames(): void {
  let last = performance.now();
  let longest = 0;
  let isOver = false;
  const frame = (now: number) => {
    longest = Math.max(longest, now - last);
    last = now;
    if (!isOver) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  Object.assign(window, {
    stopFrames: () => {
      isOver = true;
      return longest;
    },
  });
}
