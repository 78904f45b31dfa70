import { readFileSync } from "node:fs";
import { type Profiler, Session } from "node:inspector";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const sources = new URL("../../src/", import.meta.url);

/**
 * Runs `act`, and returns each file in which a called function has one of these parameters. V8 reports
 * positions in the code without types. The same positions are right in the source, because Node replaces types
 * with spaces.
 */
export async function filesThatTake(
  names: readonly string[],
  act: () => Promise<unknown>,
): Promise<string[]> {
  const taking = new RegExp(`\\b(?:${names.join("|")})\\b`);
  const called = await functionsCalledBy(act);
  const files = called.filter(({ source }) => taking.test(parametersOf(source))).map(({ file }) => file);
  return [...new Set(files)].toSorted();
}

interface Called {
  file: string;
  source: string;
}

async function functionsCalledBy(act: () => Promise<unknown>): Promise<Called[]> {
  const session = new Session();
  session.connect();
  try {
    await post(session, "Profiler.enable");
    await post(session, "Profiler.startPreciseCoverage", { callCount: true, detailed: false });
    await post(session, "Profiler.takePreciseCoverage");
    await act();
    const { result } = await post(session, "Profiler.takePreciseCoverage");
    return result.flatMap(calledIn);
  } finally {
    session.disconnect();
  }
}

function calledIn({ url, functions }: Profiler.ScriptCoverage): Called[] {
  if (!url.startsWith(sources.href)) return [];
  const path = fileURLToPath(url);
  const text = readFileSync(path, "utf8");
  const file = relative(fileURLToPath(sources), path).split(sep).join("/");
  return functions
    .filter(({ ranges: [whole] }) => (whole?.count ?? 0) > 0 && whole?.startOffset !== 0)
    .map(({ ranges: [whole] }) => ({ file, source: text.slice(whole?.startOffset, whole?.endOffset) }));
}

function parametersOf(source: string): string {
  const begin = source.indexOf("(");
  let open = 0;
  for (let at = begin; at < source.length; at++) {
    if (source[at] === "(") open++;
    if (source[at] === ")" && --open === 0) return source.slice(begin, at);
  }
  return "";
}

function post(
  session: Session,
  method: "Profiler.takePreciseCoverage",
): Promise<Profiler.TakePreciseCoverageReturnType>;
function post(session: Session, method: string, parameters?: object): Promise<unknown>;
function post(session: Session, method: string, parameters: object = {}): Promise<unknown> {
  return new Promise((resolve, reject) => {
    session.post(method, parameters, (error: Error | null, result?: unknown) =>
      error ? reject(error) : resolve(result),
    );
  });
}
