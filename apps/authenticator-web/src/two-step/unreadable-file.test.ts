import { expect, test } from "vitest";
import { unreadableFile } from "./unreadable-file.ts";

test.each([
  [{ name: "qr.svg", type: "image/svg+xml" }, "SVG"],
  [{ name: "qr", type: "application/pdf" }, "PDF"],
  [{ name: "IMG_1.HEIC", type: "" }, "HEIC"],
  [{ name: "keys.txt", type: "text/plain" }, "text file"],
  [{ name: "qr.bin", type: "application/octet-stream" }, "isn't a picture"],
])("a file that can't be opened is called what it is, with a way out: %j", (file, said) => {
  expect(unreadableFile(file)).toContain(said);
  expect(unreadableFile(file)).toContain("screenshot");
});
