import type { ApplicationTemplate } from "../template.ts";

export const templates: readonly ApplicationTemplate[] = [];
