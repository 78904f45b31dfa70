import type { AdministratorJob } from "./accounts/bulk/administrator-job.ts";
import { bulkUsers } from "./accounts/users/bulk/bulk-users.ts";
import { importJob } from "./accounts/users/import/import-job.ts";

/** Every kind of background job. Their names are stored, so they never change. */
export const administratorJobs: readonly AdministratorJob[] = [bulkUsers, importJob];
