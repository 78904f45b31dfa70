#!/usr/bin/env node
import manifest from "../package.json" with { type: "json" };
import { main } from "./command/main.ts";

const output = { out: (line: string) => console.log(line), error: (line: string) => console.error(line) };
process.exitCode = await main(process.argv.slice(2), output, manifest.version);
