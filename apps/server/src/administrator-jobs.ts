import type { AdministratorJob } from "./accounts/bulk/administrator-job.ts";
import { bulkUsers } from "./accounts/users/bulk/bulk-users.ts";
import { importJob } from "./accounts/users/import/import-job.ts";

/** Stored jobs contain the names of their kinds, so the names never change. */
export const administratorJobs: readonly AdministratorJob[] = [bulkUsers, importJob];
