import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { toBase32 } from "@sallyport/totp/secret";
import * as fc from "fast-check";
import { encodeQR } from "qr";
import { describe, expect, onTestFinished, test } from "vitest";
import { pngOf } from "./pictures.fixture.ts";
import { scan, scanAll } from "./scan.ts";

const secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
const uri = `otpauth://totp/North%20Quay:ines%40quay.example?secret=${secret}&issuer=North%20Quay`;
const other = "otpauth://totp/Harbour:kofi?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Harbour&digits=8";
const owner = { issuer: "North Quay", name: "ines@quay.example" };

describe("one account is read from", () => {
  test("a picture, as bytes, as a data: address and as a file", async () => {
    const picture = pngOf([uri]);
    const folder = await mkdtemp(join(tmpdir(), "otp-scan-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, "code.png");
    await writeFile(file, picture);
    const sources = [
      picture,
      new Uint8Array(picture).buffer,
      file,
      `data:image/png;base64,${picture.toString("base64")}`,
    ];
    for (const source of sources) expect(await scan(source)).toMatchObject(owner);
  });

  test("a URI, its bytes, and an address with the scheme otpauth", async () => {
    for (const source of [uri, ` ${uri}\n`, Buffer.from(uri), new URL(uri)]) {
      expect(await scan(source)).toMatchObject(owner);
    }
  });

  test("a Base32 secret in groups and lower case", async () => {
    const typed = await scan("jbsw y3dp ehpk 3pxp jbsw y3dp ehpk 3pxp");
    expect(typed.key).toBe((await scan(uri)).key);
    expect(typed.title).toBe("the account without a name");
  });

  test("the same key twice on a page", async () => {
    expect(await scan(pngOf([uri, uri]))).toMatchObject(owner);
  });

  test("a page with another QR code beside it", async () => {
    expect(await scan(pngOf(["https://apps.example/store", uri]))).toMatchObject(owner);
  });
});

test("of several accounts, the caller names one", async () => {
  const picture = pngOf([uri, other]);
  await expect(scan(picture)).rejects.toThrow(
    /^There are 2 accounts: .*(North Quay \(ines@quay.example\)|Harbour \(kofi\)); .*\. Take a picture of one QR code alone, or name/,
  );
  expect(await scan(picture, { issuer: "harbour" })).toMatchObject({ issuer: "Harbour", digits: 8 });
  expect(await scan(picture, { account: "INES@quay.example" })).toMatchObject(owner);
  await expect(scan(picture, { account: "ada" })).rejects.toThrow("The account that you named isn't there.");
  expect((await scanAll(picture)).map(({ issuer }) => issuer).toSorted()).toEqual(["Harbour", "North Quay"]);
});

describe("a sentence says what was seen and what to do:", () => {
  test.each<[string, string | Uint8Array, string, RegExp]>([
    [
      "no code",
      pngOf([]),
      "no-qr-code",
      /^The picture has no QR code\. Take a screenshot of the QR code's own element/,
    ],
    [
      "a web link",
      pngOf(["https://quay.example/app"]),
      "not-otpauth",
      /^The QR code isn't for an authenticator app\. .*web link/,
    ],
    ["plain text", pngOf(["hello"]), "not-otpauth", /^The QR code isn't for an authenticator app\./],
    [
      "no picture",
      Buffer.from("hello"),
      "unreadable",
      /^The picture isn't a PNG or JPEG picture\. Take a screenshot/,
    ],
    ["a drawing", Buffer.from(encodeQR(uri, "svg")), "unreadable", /is an SVG drawing\. Take a screenshot/],
    [
      "a missing file",
      "missing.png",
      "unreadable",
      /^missing\.png can't be read as a file \(ENOENT\)\. Give a picture's path/,
    ],
    [
      "wrong Base32",
      "JBSWY3DPEHPK3PX1",
      "bad-key",
      /^The secret holds characters that Base32 doesn't have\./,
    ],
    ["a secret in hexadecimal", "3132333435363738393031323334353637383930", "bad-key", /hexadecimal/],
    ["a counter-based key", uri.replace("totp", "hotp"), "bad-key", /^This key is counter-based \(HOTP\)/],
    ["no secret", "otpauth://totp/ines?issuer=Quay", "bad-key", /There is no secret in this key/],
    [
      "a damaged export",
      "otpauth-migration://offline?data=CgUK",
      "bad-key",
      /^This export of Google Authenticator is damaged\./,
    ],
    ["a data: address of text", "data:text/plain,hello", "unreadable", /^The data: address isn't a picture/],
  ])("%s", async (_, source, code, sentence) => {
    await expect(scan(source)).rejects.toMatchObject({ code, message: expect.stringMatching(sentence) });
  });
});

test("no error repeats the secret", async () => {
  const bad = uri.replace(secret, `${secret}1`);
  for (const source of [bad, pngOf([bad]), `${secret}1`, uri.replace("totp", "hotp")]) {
    await expect(scan(source)).rejects.not.toThrow(secret);
  }
});

test("accounts of an export of Google Authenticator are read", async () => {
  // The example of https://github.com/dim13/otpauth: example@google.com.
  const data =
    "CjEKCkhlbGxvId6tvu8SGEV4YW1wbGU6YWxpY2VAZ29vZ2xlLmNvbRoHRXhhbXBsZSABKAEwAhABGAEgACjr4JKK%2Fv%2F%2F%2F%2F8B";
  const account = await scan(pngOf([`otpauth-migration://offline?data=${data}`]));
  expect(account).toMatchObject({ issuer: "Example", name: "alice@google.com", digits: 6 });
  expect(account.key).toBe((await scan("JBSWY3DPEHPK3PXP")).key);
});

test("printing an account shows no secret, and toUri does", async () => {
  const account = await scan(uri);
  for (const printed of [
    inspect(account),
    JSON.stringify(account),
    inspect({ account }),
    JSON.stringify(Object.entries(account)),
  ]) {
    expect(printed).not.toContain(secret);
  }
  expect(account.toUri()).toContain(secret);
});

test("every text leads to an account or to a sentence", async () => {
  const texts = fc.oneof(
    fc.string(),
    fc.webUrl(),
    fc.uint8Array({ minLength: 1 }).map(toBase32),
    fc.string().map((text) => `otpauth://totp/${text}`),
  );
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      const outcome = await scan(text).catch((error: unknown) => error);
      expect(outcome).toMatchObject({
        constructor: expect.toSatisfy(({ name }) => ["Account", "OtpError"].includes(name)),
      });
    }),
  );
});

test.each([
  ["in quotes", `"${uri}"`],
  ["after a name", `TOTP_URI=${uri}`],
  ["in Base64", "c2VjcmV0/c2VjcmV0+c2VjcmV0=="],
  ["without slashes", "otpauth:JBSWY3DPEHPK3PXP"],
])("a key %s is refused, and the error doesn't show it", async (_, text) => {
  const error: unknown = await scan(text).catch((refused: unknown) => refused);
  expect(error).toMatchObject({ code: "bad-key" });
  expect(error).not.toHaveProperty("cause");
  expect(String(error)).toMatch(/^OtpError: The text is not an otpauth:\/\/ URI/);
  expect(String(error)).not.toMatch(/JBSWY3DP|c2VjcmV0/);
});
