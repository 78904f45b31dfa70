import * as z from "zod/mini";

// Zod tests `new Function` with its first schema. The Content Security Policy of our pages forbids that.
if ("document" in globalThis) z.config({ jitless: true });

export { z };
