import type { ApplicationTemplate } from "../template.ts";
import { clusterTemplates } from "./clusters.ts";
import { codeTemplates } from "./code.ts";
import { dataTemplates } from "./data.ts";
import { documentTemplates } from "./documents.ts";
import { householdTemplates } from "./household.ts";
import { mediaTemplates } from "./media.ts";
import { networkTemplates } from "./networks.ts";
import { workTemplates } from "./work.ts";

export const templates: readonly ApplicationTemplate[] = [
  ...clusterTemplates,
  ...codeTemplates,
  ...dataTemplates,
  ...documentTemplates,
  ...householdTemplates,
  ...mediaTemplates,
  ...networkTemplates,
  ...workTemplates,
];
