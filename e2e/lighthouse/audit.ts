import { chromium } from "@playwright/test";
import { freePort } from "@sallyport/server/lab/free-port.ts";
import lighthouse from "lighthouse";
import { wholeBrowser } from "../chromium.ts";
import { NoReport } from "./again.ts";

export interface Report {
  performance: number;
  accessibility: number;
  bestPractices: number;
  scriptBytes: number;
  largestPaintMs: number;
  /** The titles of the audits that failed, for accessibility and best practices. */
  faults: readonly string[];
}

export async function audit(url: string): Promise<Report> {
  const port = await freePort();
  const browser = await chromium.launch({
    ...wholeBrowser,
    args: [...(wholeBrowser.args ?? []), `--remote-debugging-port=${port}`],
  });
  try {
    const onlyCategories = ["performance", "accessibility", "best-practices"];
    const run = await lighthouse(url, { port, onlyCategories, logLevel: "error" });
    if (!run) throw new NoReport("none", "");
    const { runtimeError } = run.lhr;
    if (runtimeError) throw new NoReport(runtimeError.code, runtimeError.message);
    const { audits, categories } = run.lhr;
    const score = (id: string) => Math.round((categories[id]?.score ?? 0) * 100);
    const requests =
      (audits["network-requests"]?.details as { items: NetworkRequest[] } | undefined)?.items ?? [];
    return {
      performance: score("performance"),
      accessibility: score("accessibility"),
      bestPractices: score("best-practices"),
      scriptBytes: requests
        .filter(({ resourceType }) => resourceType === "Script")
        .reduce((sum, { transferSize }) => sum + transferSize, 0),
      largestPaintMs: audits["largest-contentful-paint"]?.numericValue ?? Number.NaN,
      faults: ["accessibility", "best-practices"]
        .flatMap((id) => categories[id]?.auditRefs ?? [])
        .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
        .map(({ id }) => audits[id]?.title ?? id),
    };
  } finally {
    await browser.close();
  }
}

interface NetworkRequest {
  url: string;
  resourceType: string;
  transferSize: number;
}
