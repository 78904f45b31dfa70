import { expect, test } from "vitest";
import { readWords } from "./words.ts";

test("without words, everything has a default", () => {
  expect(readWords([])).toMatchObject({
    seed: null,
    port: 0,
    issuer: null,
    keepsRunning: false,
    logLevel: "error",
  });
});

test("an issuer decides the port", () => {
  expect(readWords(["--issuer", "http://idp.localhost:4700"])).toMatchObject({ port: 4700 });
});

test.for([
  [["--port", "70000"], "--port is 70000. Give a port from 1 to 65535, or 0 for any free one."],
  [["--issuer", "https://idp.example"], 'The issuer is "https://idp.example". Give http://localhost:PORT'],
  [
    ["--issuer", "http://localhost:4700/"],
    'The issuer is "http://localhost:4700/". Give http://localhost:PORT',
  ],
  [["--issuer", "http://127.0.0.1:4700"], "Give http://localhost:PORT or http://NAME.localhost:PORT"],
  [["--issuer", "http://authenticator.localhost:4700"], "the authenticator app has that name"],
  [["--issuer", "http://localhost:4700", "--port", "1"], "--port is 1, but the issuer has port 4700."],
  [["--now", "tomorrow"], "--now is tomorrow. Give a time like 2027-01-04T09:00:00Z."],
  [["--log-level", "loud"], "--log-level is loud. Choose one of silent, error, warn, info."],
  [["--sed", "x"], "Unknown option '--sed'"],
  [["seed.json"], "Unexpected argument 'seed.json'"],
] as const)("%j is refused with a sentence", ([words, sentence]) => {
  expect(() => readWords([...words])).toThrow(sentence);
});
