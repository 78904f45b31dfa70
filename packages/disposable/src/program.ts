#!/usr/bin/env node
// This file runs on old versions of Node too, to refuse them with a sentence. So it imports only Node's own modules.
import os from "node:os";
import { refusal } from "./requirements.ts";

// Password hashes take one thread for each core. Name lookups and files need two more.
process.env["UV_THREADPOOL_SIZE"] ||= `${os.cpus().length + 2}`;

const why = refusal(process.versions.node, process.env["NODE_ENV"]);
if (why === null) await import("./main.ts");
else {
  console.error(why);
  process.exitCode = 1;
}
