import * as firstTables from "./migrations/0001-first-tables.ts";
import * as factorsAndRoles from "./migrations/0002-factors-and-roles.ts";
import * as resetsAndSources from "./migrations/0003-resets-and-sources.ts";
import * as questionsByNetwork from "./migrations/0004-questions-by-network.ts";
import * as setUpTickets from "./migrations/0005-set-up-tickets.ts";
import * as auditChain from "./migrations/0006-audit-chain.ts";
import * as ageOfKeys from "./migrations/0007-age-of-keys.ts";
import * as limitsOnFloods from "./migrations/0008-limits-on-floods.ts";
import * as keysThatAreThere from "./migrations/0009-keys-that-are-there.ts";
import * as recoveredAndReset from "./migrations/0010-recovered-and-reset.ts";
import * as limitsWithinSessions from "./migrations/0011-limits-within-sessions.ts";
import * as savedRecoveryCodes from "./migrations/0012-saved-recovery-codes.ts";
import * as passwordsAsTyped from "./migrations/0013-passwords-as-typed.ts";
import * as undeliveredMail from "./migrations/0014-undelivered-mail.ts";
import * as accountsHeld from "./migrations/0015-accounts-held.ts";
import * as endingPendingFactors from "./migrations/0016-ending-pending-factors.ts";
import * as secondInvitations from "./migrations/0017-second-invitations.ts";
import * as ratesOfAccounts from "./migrations/0018-rates-of-accounts.ts";
import * as spentSteps from "./migrations/0019-spent-steps.ts";
import * as administratorsFirst from "./migrations/0020-administrators-first.ts";
import * as daysFromAcceptance from "./migrations/0021-days-from-acceptance.ts";
import * as dueDeadlines from "./migrations/0022-due-deadlines.ts";
import * as accountWords from "./migrations/0023-account-words.ts";
import * as indexesOfSweeps from "./migrations/0024-indexes-of-sweeps.ts";
import * as sequenceOfActivity from "./migrations/0025-sequence-of-activity.ts";
import * as findingActivity from "./migrations/0028-finding-activity.ts";
import * as listsOfUsers from "./migrations/0031-lists-of-users.ts";
import * as deletingUsers from "./migrations/0032-deleting-users.ts";
import * as backgroundJobs from "./migrations/0034-background-jobs.ts";
import * as reportedLogins from "./migrations/0035-reported-logins.ts";
import * as apiKeys from "./migrations/0036-api-keys.ts";
import * as importedPasswords from "./migrations/0037-imported-passwords.ts";
import * as suspendedSince from "./migrations/0041-suspended-since.ts";
import * as webhooks from "./migrations/0042-webhooks.ts";
import * as groups from "./migrations/0043-groups.ts";
import * as settings from "./migrations/0045-settings.ts";
import * as coverage from "./migrations/0046-coverage.ts";
import * as webhookSecrets from "./migrations/0047-webhook-secrets.ts";
import * as bypassCodes from "./migrations/0048-bypass-codes.ts";
import * as overview from "./migrations/0049-overview.ts";
import * as logo from "./migrations/0050-logo.ts";
import * as applications from "./migrations/0051-applications.ts";
import * as openid from "./migrations/0052-openid.ts";
import * as doors from "./migrations/0053-doors.ts";
import * as limitsOfApplications from "./migrations/0055-limits-of-applications.ts";
import * as tablesOfPostgres from "./postgres/migrations/0026-tables-of-postgres.ts";
import * as findingActivityOnPostgres from "./postgres/migrations/0028-finding-activity.ts";
import * as listsOfUsersOnPostgres from "./postgres/migrations/0031-lists-of-users.ts";
import * as deletingUsersOnPostgres from "./postgres/migrations/0032-deleting-users.ts";
import * as backgroundJobsOnPostgres from "./postgres/migrations/0034-background-jobs.ts";
import * as reportedLoginsOnPostgres from "./postgres/migrations/0035-reported-logins.ts";
import * as apiKeysOnPostgres from "./postgres/migrations/0036-api-keys.ts";
import * as importedPasswordsOnPostgres from "./postgres/migrations/0037-imported-passwords.ts";
import * as suspendedSinceOnPostgres from "./postgres/migrations/0041-suspended-since.ts";
import * as webhooksOnPostgres from "./postgres/migrations/0042-webhooks.ts";
import * as groupsOnPostgres from "./postgres/migrations/0043-groups.ts";
import * as settingsOnPostgres from "./postgres/migrations/0045-settings.ts";
import * as coverageOnPostgres from "./postgres/migrations/0046-coverage.ts";
import * as webhookSecretsOnPostgres from "./postgres/migrations/0047-webhook-secrets.ts";
import * as bypassCodesOnPostgres from "./postgres/migrations/0048-bypass-codes.ts";
import * as overviewOnPostgres from "./postgres/migrations/0049-overview.ts";
import * as logoOnPostgres from "./postgres/migrations/0050-logo.ts";
import * as applicationsOnPostgres from "./postgres/migrations/0051-applications.ts";
import * as openidOnPostgres from "./postgres/migrations/0052-openid.ts";
import * as doorsOnPostgres from "./postgres/migrations/0053-doors.ts";
import * as limitsOfApplicationsOnPostgres from "./postgres/migrations/0055-limits-of-applications.ts";

/** Kysely runs the migrations in the order of their names. */
export const migrations = {
  "0001-first-tables": firstTables,
  "0002-factors-and-roles": factorsAndRoles,
  "0003-resets-and-sources": resetsAndSources,
  "0004-questions-by-network": questionsByNetwork,
  "0005-set-up-tickets": setUpTickets,
  "0006-audit-chain": auditChain,
  "0007-age-of-keys": ageOfKeys,
  "0008-limits-on-floods": limitsOnFloods,
  "0009-keys-that-are-there": keysThatAreThere,
  "0010-recovered-and-reset": recoveredAndReset,
  "0011-limits-within-sessions": limitsWithinSessions,
  "0012-saved-recovery-codes": savedRecoveryCodes,
  "0013-passwords-as-typed": passwordsAsTyped,
  "0014-undelivered-mail": undeliveredMail,
  "0015-accounts-held": accountsHeld,
  "0016-ending-pending-factors": endingPendingFactors,
  "0017-second-invitations": secondInvitations,
  "0019-spent-steps": spentSteps,
  "0018-rates-of-accounts": ratesOfAccounts,
  "0020-administrators-first": administratorsFirst,
  "0021-days-from-acceptance": daysFromAcceptance,
  "0022-due-deadlines": dueDeadlines,
  "0023-account-words": accountWords,
  "0024-indexes-of-sweeps": indexesOfSweeps,
  "0025-sequence-of-activity": sequenceOfActivity,
  "0028-finding-activity": findingActivity,
  "0031-lists-of-users": listsOfUsers,
  "0032-deleting-users": deletingUsers,
  "0034-background-jobs": backgroundJobs,
  "0035-reported-logins": reportedLogins,
  "0036-api-keys": apiKeys,
  "0037-imported-passwords": importedPasswords,
  "0041-suspended-since": suspendedSince,
  "0042-webhooks": webhooks,
  "0043-groups": groups,
  "0045-settings": settings,
  "0046-coverage": coverage,
  "0047-webhook-secrets": webhookSecrets,
  "0048-bypass-codes": bypassCodes,
  "0049-overview": overview,
  "0050-logo": logo,
  "0051-applications": applications,
  "0052-openid": openid,
  "0053-doors": doors,
  "0055-limits-of-applications": limitsOfApplications,
};

/** The first migration makes all tables. Each later migration is also in the list `migrations`. */
export const migrationsOfPostgres = {
  "0026-tables-of-postgres": tablesOfPostgres,
  "0028-finding-activity": findingActivityOnPostgres,
  "0031-lists-of-users": listsOfUsersOnPostgres,
  "0032-deleting-users": deletingUsersOnPostgres,
  "0034-background-jobs": backgroundJobsOnPostgres,
  "0035-reported-logins": reportedLoginsOnPostgres,
  "0036-api-keys": apiKeysOnPostgres,
  "0037-imported-passwords": importedPasswordsOnPostgres,
  "0041-suspended-since": suspendedSinceOnPostgres,
  "0042-webhooks": webhooksOnPostgres,
  "0043-groups": groupsOnPostgres,
  "0045-settings": settingsOnPostgres,
  "0046-coverage": coverageOnPostgres,
  "0047-webhook-secrets": webhookSecretsOnPostgres,
  "0048-bypass-codes": bypassCodesOnPostgres,
  "0049-overview": overviewOnPostgres,
  "0050-logo": logoOnPostgres,
  "0051-applications": applicationsOnPostgres,
  "0052-openid": openidOnPostgres,
  "0053-doors": doorsOnPostgres,
  "0055-limits-of-applications": limitsOfApplicationsOnPostgres,
};
