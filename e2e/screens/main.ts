import lighthouse from "lighthouse";
import { DemoConsole } from "../demo-console.ts";
import { NoReport, withReport } from "../lighthouse/again.ts";
import { consoleScreens } from "./console-screens.ts";
import { lookAtScreen, lookIntoPopUps } from "./pop-ups.ts";

// `npm run screens` opens each page of the console and each pop-up. Lighthouse checks the accessibility of the
// pages. axe checks the pages and the pop-ups. The keyboard walks through both, and opens and closes the pop-ups.

const users = 60;
const only = process.argv[2];
await using demo = await DemoConsole.open({ users, viewport: { width: 1280, height: 800 } });
const faults = new Set<string>();
let popUps = 0;
let controls = 0;
let menu: string[] = [];
const screens = (await consoleScreens(demo.page)).filter(({ name }) => !only || name.includes(only));
for (const { name: screen, path, isOnlyForPopUps } of screens) {
  if (!isOnlyForPopUps) {
    const { points, failed } = await withReport(() => accessibilityOf(`${demo.origin}${path}`));
    if (points < 100) report([`${screen}: accessibility ${points}: ${failed.join(", ")}`]);
    const found = await lookAtScreen(demo.page, path, screen);
    controls += found.walked;
    report(found.faults);
    console.log(`${screen}: accessibility ${points}`);
  }
  const found = await lookIntoPopUps(demo.page, { url: path, screen, seen: new Set(menu) });
  // The account menu is the same on every screen, so only the first screen opens it.
  menu = found.pressed.filter((name) => name.includes("@"));
  popUps += found.popUps.length;
  controls += found.walked;
  report(found.faults);
  for (const popUp of found.popUps) console.log(`    ${popUp}`);
}
console.log(
  `${screens.length} screens with ${popUps} pop-ups and ${controls} controls, ${faults.size} faults`,
);
process.exitCode = faults.size > 0 ? 1 : 0;

function report(found: readonly string[]): void {
  for (const fault of found) {
    if (!faults.has(fault)) console.error(fault);
    faults.add(fault);
  }
}

async function accessibilityOf(url: string): Promise<{ points: number; failed: string[] }> {
  const run = await lighthouse(url, {
    port: demo.port,
    onlyCategories: ["accessibility"],
    // Lighthouse must not clear the browser's stored data, because the following screens use the same browser.
    disableStorageReset: true,
    logLevel: "error",
  });
  if (!run) throw new NoReport("none", "");
  const { audits, categories, finalDisplayedUrl, runtimeError } = run.lhr;
  if (runtimeError) throw new NoReport(runtimeError.code, runtimeError.message);
  if (new URL(finalDisplayedUrl).pathname !== new URL(url).pathname)
    throw new Error(`${url} led to ${finalDisplayedUrl}.`);
  const failed = (categories["accessibility"]?.auditRefs ?? [])
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
    .map(({ id }) => audits[id]?.title ?? id);
  return { points: Math.round((categories["accessibility"]?.score ?? 0) * 100), failed };
}
