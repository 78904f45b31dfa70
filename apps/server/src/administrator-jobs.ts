import type { AdministratorJob } from "./accounts/bulk/administrator-job.ts";
import { bulkUsers } from "./accounts/users/bulk/bulk-users.ts";
import { importJob } from "./accounts/users/import/import-job.ts";

/** The stored names of the kinds never change. */
export const administratorJobs: readonly AdministratorJob[] = [bulkUsers, importJob];
