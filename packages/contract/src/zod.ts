import * as z from "zod/mini";

// If it can, Zod compiles schemas with `new Function`. It tries this at the first schema. Our pages forbid eval, so the
// try alone would violate their Content Security Policy. This setting must come before the first schema.
if ("document" in globalThis) z.config({ jitless: true });

export { z };
