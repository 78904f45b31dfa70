import * as z from "zod/mini";

// Zod compiles schemas with `new Function` if it can, and tests this at the first schema. Our pages forbid eval, so the
// test alone would violate their Content Security Policy. This setting must come before the first schema.
if ("document" in globalThis) z.config({ jitless: true });

export { z };
