import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromBase32, inGroups } from "@sallyport/totp/secret";
import { gunzipSync, gzipSync, strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { encodeQR } from "qr";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { pngOf } from "../pictures.fixture.ts";
import { readQrCodes } from "../qr-code.ts";
import { scan } from "../scan.ts";
import { scrub } from "./scrub.ts";

const base32 = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
const secret = Buffer.from(fromBase32(base32) ?? []);
const uri = `otpauth://totp/Quay:ines?secret=${base32}&issuer=Quay`;
const picture = pngOf([uri]);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "otp-scrub-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

/** Writes one file, scrubs the folder, and returns what the file then holds. */
async function scrubbed(
  content: string | Uint8Array,
  options: Parameters<typeof scrub>[1] = {},
): Promise<Buffer> {
  await writeFile(join(folder, "file"), content);
  await scrub(folder, options);
  return readFile(join(folder, "file"));
}

const known = { accounts: [{ toUri: () => uri }] };

function decoded(text: string): string {
  const parts = text.replace("REMOVED", "").split(" ");
  return parts.map((part) => Buffer.from(part, "base64").toString()).join(" ");
}

describe("a secret is removed from texts,", () => {
  test.each([
    ["as it is", base32],
    ["in lower case", base32.toLowerCase()],
    ["in groups", inGroups(base32)],
    ["with non-breaking spaces", inGroups(base32).replaceAll(" ", "\u00a0")],
    ["with dashes", inGroups(base32).replaceAll(" ", "-")],
    ["with encoded spaces", inGroups(base32).replaceAll(" ", "%20")],
    ["as hexadecimal", secret.toString("hex")],
    ["as Base64", secret.toString("base64")],
    ["as Base64 of addresses", secret.toString("base64url")],
    ["inside Base64 of a text", Buffer.from(`{"a":"${base32}"}`).toString("base64")],
    ["inside Base64, one byte later", Buffer.from(`{"ab":"${base32}"}`).toString("base64")],
    ["inside Base64, two bytes later", Buffer.from(`{"abc":"${base32}"}`).toString("base64")],
    ["with each group in an element", inGroups(base32).replaceAll(" ", "</b> <b>")],
    ["with each group in an element of a snapshot", inGroups(base32).replaceAll(" ", '"],["span",{},"')],
  ])("%s", async (_, written) => {
    const content = await scrubbed(`before ${written} after`, known);
    const text = content.toString();
    expect(text).toMatch(/^before .*REMOVED.* after$/);
    expect(text.replaceAll(/<\/?b>|span|[^A-Za-z2-7]/g, "").toUpperCase()).not.toContain(base32.slice(4));
    expect(decoded(text)).not.toContain(base32.slice(4));
    for (const part of written.match(/[A-Za-z\d+/_-]{12,}/g) ?? []) expect(text).not.toContain(part);
  });

  test("and what is between the groups stays, so that a snapshot is still JSON", async () => {
    const snapshot = JSON.stringify(
      inGroups(base32)
        .split(" ")
        .map((group) => ["span", {}, group]),
    );
    const [first, ...others] = JSON.parse((await scrubbed(snapshot, known)).toString());
    expect(first).toEqual(["span", {}, "REMOVED"]);
    expect(others).toEqual(Array.from({ length: 7 }, () => ["span", {}, ""]));
  });

  test("and other bytes stay", async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, value) => value));
    expect(await scrubbed(Buffer.concat([bytes, Buffer.from(base32), bytes]), known)).toEqual(
      Buffer.concat([bytes, Buffer.from("REMOVED"), bytes]),
    );
  });
});

describe("a secret is found without being named, in", () => {
  test.each([
    ["a URI", `${uri}\n`],
    ["a URI as a parameter", `href=${encodeURIComponent(uri)} `],
    ["a URI in JSON", JSON.stringify({ uri })],
    ["a URI in HTML", uri.replaceAll("&", "&amp;")],
    ["a picture as a data: address", `<img src="data:image/png;base64,${picture.toString("base64")}">`],
  ])("%s", async (_, content) => {
    await writeFile(join(folder, "log"), `The key is ${base32}.`);
    const text = (await scrubbed(content)).toString();
    expect(text).not.toContain(base32);
    expect(text).not.toContain(picture.toString("base64"));
    expect(await readFile(join(folder, "log"), "utf8")).toBe("The key is REMOVED.");
  });

  test("a picture, which becomes blank, and other pictures stay", async () => {
    const other = pngOf(["https://quay.example"]);
    await writeFile(join(folder, "other.png"), other);
    await writeFile(join(folder, "log"), base32);
    expect(await readQrCodes(await scrubbed(picture))).toEqual({ texts: [], hasUnreadable: false });
    expect(await readFile(join(folder, "log"), "utf8")).toBe("REMOVED");
    expect(await readFile(join(folder, "other.png"))).toEqual(other);
  });
});

test("traces, reports with archives in them, and compressed logs are searched", async () => {
  const trace = zipSync({
    "trace.network": strToU8(uri),
    "resources/1.png": picture,
    "resources/2.css": strToU8("a{}"),
  });
  const report = zipSync({ "report.json": strToU8(`{"error":"${base32}"}`), "data/trace.zip": trace });
  await mkdir(join(folder, "data"));
  await writeFile(join(folder, "data", "trace.zip"), trace);
  await writeFile(
    join(folder, "index.html"),
    `<template>data:application/zip;base64,${Buffer.from(report).toString("base64")}</template>`,
  );
  await writeFile(join(folder, "log.gz"), gzipSync(strToU8(base32)));
  const done = await scrub(folder);
  expect(done).toMatchObject({ files: 3, secrets: 1, pictures: 2, unsearched: [] });
  expect(done.changed.toSorted()).toEqual([join("data", "trace.zip"), "index.html", "log.gz"]);

  const clean = unzipSync(await readFile(join(folder, "data", "trace.zip")));
  expect(strFromU8(clean["trace.network"] ?? new Uint8Array())).toBe(
    "otpauth://totp/Quay:ines?secret=REMOVED&issuer=Quay",
  );
  expect(strFromU8(clean["resources/2.css"] ?? new Uint8Array())).toBe("a{}");
  expect(await readQrCodes(clean["resources/1.png"] ?? new Uint8Array())).toMatchObject({ texts: [] });
  const [, inner = ""] = /base64,([^<]+)/.exec(await readFile(join(folder, "index.html"), "utf8")) ?? [];
  const { "report.json": json = new Uint8Array() } = unzipSync(Buffer.from(inner, "base64"));
  expect(strFromU8(json)).toBe('{"error":"REMOVED"}');
  expect(strFromU8(gunzipSync(await readFile(join(folder, "log.gz"))))).toBe("REMOVED");
  expect(await scrub(folder)).toMatchObject({ changed: [], secrets: 0 });
});

describe("a drawing that looks like a QR code is removed,", () => {
  const path = /(?<= d=")[^"]+/.exec(encodeQR(uri, "svg"))?.[0] ?? encodeQR(uri, "svg");
  const modules = encodeQR(uri, "raw").flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [[x, y]] : [])),
  );
  const rects = modules.map(([x, y]) => `<rect x="${x}" y="${y}" width="1" height="1"/>`).join("");

  test.each([
    ["as an SVG path", `<svg><path d="${path}"/></svg>`, path],
    ["as a path in a snapshot", JSON.stringify(["svg", {}, ["path", { d: path }]]), path],
    ["as squares", `<svg>${rects}</svg>`, rects],
    [
      "in a data: address",
      `<img src="data:image/svg+xml,${encodeURIComponent(`<svg>${rects}</svg>`)}">`,
      encodeURIComponent(rects),
    ],
    [
      "as Base64",
      `data:image/svg+xml;base64,${Buffer.from(`<svg>${rects}</svg>`).toString("base64")}"`,
      Buffer.from(`<svg>${rects}`).toString("base64").slice(0, 200),
    ],
    [
      "as squares in a snapshot",
      JSON.stringify(modules.map(([x, y]) => ["rect", { x, y }])),
      JSON.stringify(["rect", { x: modules[0]?.[0], y: modules[0]?.[1] }]) + ",",
    ],
    ["on a terminal", encodeQR(uri, "ascii"), encodeQR(uri, "ascii").slice(0, 200)],
  ])("%s", async (_, content, drawing) => {
    expect(content).toContain(drawing);
    expect((await scrubbed(content)).toString()).not.toContain(drawing);
  });

  test("and icons and charts stay", async () => {
    const icon = '<path d="M12 2C6.5 2 2 6.5 2 12s4.5 10 10 10"/>';
    const chart = `<path d="M${Array.from({ length: 200 }, (_, x) => `${x},${(Math.sin(x) * 50).toFixed(2)}`).join("L")}"/>`;
    expect((await scrubbed(icon + chart)).toString()).toBe(icon + chart);
  });
});

describe("what can't be searched", () => {
  const video = Buffer.from("\x1a\x45\xdf\xa3 video", "latin1");

  test("is named, and stays", async () => {
    const damaged = Buffer.from("PK\x03\x04 damaged");
    await writeFile(join(folder, "video.webm"), video);
    await writeFile(join(folder, "trace.zip"), zipSync({ "page.webp": strToU8("RIFF0000WEBP") }));
    await writeFile(join(folder, "damaged.zip"), damaged);
    const { unsearched } = await scrub(folder);
    expect(unsearched.toSorted()).toEqual(["damaged.zip", "trace.zip › page.webp", "video.webm"]);
    expect(await readFile(join(folder, "video.webm"))).toEqual(video);
  });

  test("becomes empty on request", async () => {
    expect(await scrubbed(video, { emptyUnsearched: true })).toHaveLength(0);
    expect(await scrub(folder)).toMatchObject({ unsearched: [] });
  });
});

test("a file keeps its permissions, and links are not followed", async () => {
  const elsewhere = join(await mkdtemp(join(tmpdir(), "otp-scrub-")), "file");
  onTestFinished(() => rm(join(elsewhere, ".."), { recursive: true }));
  await writeFile(elsewhere, uri);
  await symlink(elsewhere, join(folder, "link"));
  await writeFile(join(folder, "file"), uri);
  await chmod(join(folder, "file"), 0o640);
  await scrub(folder);
  expect((await stat(join(folder, "file"))).mode & 0o777).toBe(0o640);
  expect(await readFile(elsewhere, "utf8")).toBe(uri);
});

test("a missing folder is refused with a sentence", async () => {
  await expect(scrub(join(folder, "missing"))).rejects.toMatchObject({
    code: "unreadable",
    message: expect.stringContaining("can't be read as a folder (ENOENT). Give the folder"),
  });
});

test("an account of scan is taken as it is", async () => {
  expect((await scrubbed(base32, { accounts: [await scan(uri)] })).toString()).toBe("REMOVED");
});

describe("what can't be searched is named, and stays as it is:", () => {
  const nested = (times: number, inner: Uint8Array): Uint8Array =>
    times === 0 ? inner : nested(times - 1, gzipSync(inner));

  test.each([
    ["a text in UTF-16", Buffer.from(`\ufeff${base32}`, "utf16le")],
    ["a BMP picture", Buffer.concat([Buffer.from("BM\x40\0\0\0\0\0\0\0", "latin1"), Buffer.from(base32)])],
    ["a TIFF picture", Buffer.concat([Buffer.from("II*\0", "latin1"), Buffer.from(base32)])],
    ["an archive nested nine times", nested(9, strToU8(base32))],
  ])("%s", async (_, content) => {
    await writeFile(join(folder, "file"), content);
    expect(await scrub(folder, known)).toMatchObject({ changed: [], unsearched: ["file"] });
    expect(Buffer.compare(await readFile(join(folder, "file")), content)).toBe(0);
  });

  test("a symbolic link", async () => {
    await symlink("/etc/hostname", join(folder, "link"));
    expect(await scrub(folder)).toMatchObject({ files: 0, unsearched: ["link"] });
  });

  test("an archive with two entries of one name", async () => {
    const archive = Buffer.from(zipSync({ aaaa: strToU8(base32), bbbb: strToU8("other") }, { level: 0 }));
    const twice = Buffer.from(archive.toString("latin1").replaceAll("bbbb", "aaaa"), "latin1");
    await writeFile(join(folder, "file"), twice);
    expect(await scrub(folder, known)).toMatchObject({ changed: [], unsearched: ["file"] });
  });
});

test("a file beside it that another user made isn't written", async () => {
  const other = join(folder, "file.scrubbed");
  await writeFile(other, "kept");
  expect((await scrubbed(base32, known)).toString()).toContain("REMOVED");
  expect(await readFile(other, "utf8")).toBe("kept");
});
