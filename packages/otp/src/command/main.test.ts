import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toBase32 } from "@sallyport/totp/secret";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { pngOf } from "../pictures.fixture.ts";
import { main } from "./main.ts";

const uri = "otpauth://totp/Quay:ines?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Quay";
let folder: string;
let ledger: readonly string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "otp-command-"));
  ledger = ["--ledger", join(folder, "ledger"), "--min-remaining", "0"];
  onTestFinished(() => rm(folder, { recursive: true }));
});

async function otp(...words: readonly string[]) {
  const said = { out: [] as string[], error: [] as string[] };
  const status = await main(
    words,
    { out: (line) => said.out.push(line), error: (line) => said.error.push(line) },
    "1.2.3",
  );
  return { status, out: said.out.join("\n"), error: said.error.join("\n") };
}

describe("the next code", () => {
  test("stands alone on the output, with the seconds left beside it", async () => {
    const { status, out, error } = await otp(uri, ...ledger);
    expect({ status, out }).toEqual({ status: 0, out: expect.stringMatching(/^\d{6}$/) });
    expect(error).toMatch(/^Quay \(ines\): \d{1,2} s left$/);
  });

  test("is one line of JSON on request, from a picture too", async () => {
    const picture = join(folder, "code.png");
    await writeFile(picture, pngOf([uri]));
    const { out } = await otp("next", picture, "--json", ...ledger);
    expect(JSON.parse(out)).toMatchObject({
      code: expect.stringMatching(/^\d{6}$/),
      issuer: "Quay",
      account: "ines",
    });
  });

  test("is handed out once", async () => {
    expect(await otp(uri, ...ledger)).toMatchObject({ status: 0 });
    const { status, out, error } = await otp(uri, ...ledger, "--timeout", "0");
    expect({ status, out }).toEqual({ status: 1, out: "" });
    expect(error).toContain("No unused code of Quay (ines) begins within the timeout of 0 ms.");
  });
});

test.each([
  [[], "Name an otpauth:// URI"],
  [["next", "a", "b"], "Name one account."],
  [[uri, "--timeout", "soon"], '--timeout must be seconds, 0 or more. It is "soon".'],
  [[uri, "--fast"], "Unknown option '--fast'"],
  [["scrub"], "Name one folder."],
  [["scrub", "a", "b"], "Name one folder."],
])("the words %j aren't understood, and the help says how", async (words, sentence) => {
  const { status, out, error } = await otp(...words);
  expect({ status, out }).toEqual({ status: 2, out: "" });
  expect(error).toContain(sentence);
  expect(error).toContain("Exit status: 0 done");
});

test.each([
  [["JBSWY3DPEHPK3PX1"], "Base32"],
  [[uri, "--slot", "9/3"], 'The slot "9/3" isn\'t one.'],
  [["scrub", "missing-folder"], "can't be read as a folder"],
])("%j is refused with a sentence", async (words, sentence) => {
  const { status, error } = await otp(...words);
  expect(status).toBe(1);
  expect(error).toContain(sentence);
  expect(error).not.toContain("\n");
});

test("mask prints each written form of the secret for GitHub", async () => {
  const { out } = await otp("mask", uri);
  for (const line of out.split("\n")) expect(line).toMatch(/^::add-mask::./);
  for (const form of [
    "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    "jbswy3dpehpk3pxpjbswy3dpehpk3pxp",
    "JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP",
  ]) {
    expect(out).toContain(`::add-mask::${form}`);
  }
});

test("scrub lists what it cleaned, and fails if a file can't be searched", async () => {
  const log = join(folder, "log.txt");
  await writeFile(log, `${uri}\n`);
  expect(await otp("scrub", folder)).toEqual({
    status: 0,
    out: "cleaned log.txt\n1 files searched for 1 secrets: 1 changed, 0 pictures blanked",
    error: "",
  });
  await writeFile(log, "JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP");
  await writeFile(join(folder, "video.webm"), "\x1a\x45\xdf\xa3", "latin1");
  const { status, out, error } = await otp("scrub", folder, "--secret", uri, "--json");
  expect(status).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ changed: ["log.txt"], unsearched: ["video.webm"] });
  expect(error).toContain("Can't be searched: video.webm");
  expect(await readFile(log, "utf8")).toBe("REMOVED");
});

test("help says what each command does, and --version prints the version", async () => {
  expect((await otp("--version")).out).toBe("1.2.3");
  for (const name of ["next", "scrub", "mask"]) {
    expect((await otp("help")).out).toContain(name);
    expect((await otp("help", name)).out).toMatch(new RegExp(`^otp \\[?${name}`));
    expect(await otp(name, "--help")).toEqual({ status: 0, out: (await otp("help", name)).out, error: "" });
  }
});

function run(input: string): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const program = join(import.meta.dirname, "..", "cli.ts");
    const child = execFile(process.execPath, [program, "-", ...ledger], (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}

test("the program reads the standard input and prints no stack trace", async () => {
  const secret = toBase32(new TextEncoder().encode("12345678901234567890"));
  expect(await run(secret)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d{6}\n$/) });
  const refused = await run("https://quay.example");
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr.trim().split("\n")).toHaveLength(1);
});
