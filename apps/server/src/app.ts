import cookie from "@fastify/cookie";
import { about } from "@sallyport/contract/about";
import { authenticatorPages, popupPages, portalPages } from "@sallyport/contract/pages";
import Fastify, { type FastifyInstance, type FastifyBaseLogger as Log } from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import {
  accessToAuthenticator,
  accessToAuthenticatorAgain,
  accessToPortal,
  accessToPortalAgain,
} from "./access.ts";
import { administratorRoutes } from "./accounts/administrators/administrators.routes.ts";
import { permissionRoutes } from "./accounts/administrators/permissions.routes.ts";
import { apiKeyRoutes } from "./accounts/api-keys/api-keys.routes.ts";
import { jobRoutes } from "./accounts/bulk/jobs.routes.ts";
import type { JobsParts } from "./accounts/bulk/view-jobs.ts";
import { groupRoutes } from "./accounts/groups/groups.routes.ts";
import { recordRefusedSeal } from "./accounts/refused-seal.ts";
import { bulkUserRoutes } from "./accounts/users/bulk/bulk-users.routes.ts";
import { importRoutes } from "./accounts/users/import/import.routes.ts";
import { userSecurityRoutes } from "./accounts/users/user-security.routes.ts";
import { userRoutes } from "./accounts/users/users.routes.ts";
import { activityRoutes } from "./activity/activity.routes.ts";
import { adminApiRoutes } from "./admin-api/admin-api.routes.ts";
import { applicationRoutes } from "./applications/applications.routes.ts";
import { ownApplicationRoutes } from "./applications/own-applications.routes.ts";
import { registrationRoutes } from "./authenticator/registration.routes.ts";
import type { RegistrationParts } from "./authenticator/registration.ts";
import type { Config } from "./config/config.ts";
import { hostOf } from "./core/host.ts";
import { trustIn } from "./core/trusted-proxies.ts";
import { enforcementRoutes } from "./enforcement/enforcement.routes.ts";
import { firstAdministratorRoutes } from "./first-administrator/first-administrator.routes.ts";
import { doorRoutes } from "./forward-auth/door.routes.ts";
import { healthRoutes } from "./health/health.routes.ts";
import type { ReadinessCheck } from "./health/readiness.ts";
import { homeRoutes } from "./home/home.routes.ts";
import { serveApiDocs } from "./http/api-docs.ts";
import { serveChangePasswordAddress } from "./http/change-password-address.ts";
import { holdBackAnswers } from "./http/durable-answers.ts";
import { firstAnswersOfAuthenticator, firstAnswersOfPortal } from "./http/first-answers.ts";
import { routingByHost } from "./http/host-routing.ts";
import { answerWithProblems, refuseAddress, refuseConnection } from "./http/problems.ts";
import { authenticatorHeaders, portalHeaders, protect } from "./http/protection.ts";
import { newRequestId, OneLineForEach, withoutQuery } from "./http/request-log.ts";
import { type Access, type Place, serve } from "./http/serve.ts";
import { boundedRequests } from "./http/slow-requests.ts";
import { serveWebApp } from "./http/web-app.ts";
import { invitationRoutes } from "./invitations/invitations.routes.ts";
import { loginReportRoutes } from "./login-report/login-report.routes.ts";
import { measureRequests } from "./metrics/measure-requests.ts";
import type { Metrics } from "./metrics/metrics.ts";
import type { LogoutNotices } from "./openid/logout-notices.ts";
import { authorizationRoutes, openidRoutes } from "./openid/openid.routes.ts";
import type { Openid } from "./openid/openid.ts";
import { overviewRoutes } from "./overview/overview.routes.ts";
import { type PasswordResetParts, passwordResetRoutes } from "./password-reset/password-reset.routes.ts";
import { sentResetRoutes } from "./password-reset/sent-reset.routes.ts";
import { securityRoutes } from "./security/security.routes.ts";
import type { SettingsParts } from "./settings/change-settings.ts";
import { logoRoutes } from "./settings/logo/logo.routes.ts";
import { showLogo } from "./settings/logo/logo.ts";
import { settingsRoutes } from "./settings/settings.routes.ts";
import { signInRoutes } from "./sign-in/sign-in.routes.ts";
import type { SignInParts } from "./sign-in/step.ts";
import { trialRoutes } from "./trials/trials.routes.ts";
import { webFingerRoutes } from "./webfinger/webfinger.routes.ts";
import { webhookRoutes } from "./webhooks/webhooks.routes.ts";
import type { WebhooksParts } from "./webhooks/webhooks.ts";

export type AppParts = SignInParts &
  JobsParts &
  RegistrationParts &
  PasswordResetParts &
  SettingsParts &
  WebhooksParts & {
    readiness: ReadinessCheck;
    openid: Openid;
    logoutNotices: LogoutNotices;
    metrics?: Metrics | undefined;
  };

type Origins = Pick<
  Config,
  "portalOrigin" | "authenticatorOrigin" | "webApps" | "hasApiDocs" | "trustedProxies"
>;

export async function buildApp(
  config: Origins,
  parts: AppParts,
  log: Log,
  requestMilliseconds = 30_000,
): Promise<FastifyInstance> {
  const { portalOrigin, authenticatorOrigin, webApps } = config;
  const app = Fastify({
    loggerInstance: log.child({}, { serializers: { req: withoutQuery } }),
    genReqId: newRequestId,
    logController: new OneLineForEach(),
    // defence: AT-90 request-time
    ...boundedRequests(requestMilliseconds),
    bodyLimit: 16 * 1024,
    // With `true`, requests during the shutdown would get an answer without problem details from Fastify.
    return503OnClosing: false,
    routerOptions: {
      maxParamLength: 200,
      constraints: { host: routingByHost([portalOrigin, authenticatorOrigin]) },
    },
    trustProxy: trustIn(config.trustedProxies),
    frameworkErrors: refuseAddress,
    clientErrorHandler: refuseConnection,
  });
  // Another site can't send JSON without a CORS preflight, so the server accepts only JSON bodies.
  app.removeContentTypeParser("text/plain");
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  answerWithProblems(app, (error, address) => recordRefusedSeal(parts, error, address));
  protect(app, [portalOrigin, authenticatorOrigin]);
  if (parts.metrics) measureRequests(app, parts.metrics);
  await app.register(cookie);
  holdBackAnswers(app, parts.database);
  if (config.hasApiDocs) await serveApiDocs(app);

  const portalHost = hostOf(portalOrigin);
  const authenticatorHost = hostOf(authenticatorOrigin);
  const access = accessToPortal(parts);
  const portal = {
    app,
    host: portalHost,
    access: withFreshSettings(parts, access),
    accessAgain: accessToPortalAgain(parts),
    endpoints: [],
  };
  const authenticator = {
    app,
    host: authenticatorHost,
    access: withFreshSettings(parts, accessToAuthenticator),
    accessAgain: accessToAuthenticatorAgain,
  };

  // The API docs contain only routes that are added after the plugins.
  await app.after();
  healthRoutes(app, parts.readiness);
  aboutRoutes([portal, authenticator], config, parts);
  serveChangePasswordAddress(portal);
  webFingerRoutes(portal, portalOrigin);
  signInRoutes(portal, parts);
  homeRoutes(portal);
  ownApplicationRoutes(portal, parts);
  securityRoutes(portal, parts);
  invitationRoutes(portal, parts);
  firstAdministratorRoutes(portal, parts);
  passwordResetRoutes(portal, parts);
  sentResetRoutes(portal, parts);
  loginReportRoutes(portal, parts);
  userRoutes(portal, parts);
  userSecurityRoutes(portal, parts);
  bulkUserRoutes(portal, parts);
  jobRoutes(portal, parts);
  importRoutes(portal, parts);
  groupRoutes(portal, parts);
  enforcementRoutes(portal, parts);
  applicationRoutes(portal, parts);
  trialRoutes(portal, parts);
  administratorRoutes(portal, parts);
  apiKeyRoutes(portal, parts);
  adminApiRoutes(portal, portalOrigin);
  permissionRoutes(portal);
  activityRoutes(portal, parts);
  webhookRoutes(portal, parts);
  settingsRoutes(portal, parts);
  overviewRoutes(portal, parts);
  logoRoutes(portal, parts);
  authorizationRoutes(portal, parts);
  await openidRoutes(portal, parts);
  doorRoutes(portal, parts);
  registrationRoutes(authenticator, parts);

  if (webApps) {
    await serveWebApp(app, {
      root: webApps.portal,
      host: portalHost,
      headers: portalHeaders,
      pages: portalPages,
      popupPages,
      firstAnswers: firstAnswersOfPortal,
    });
    await serveWebApp(app, {
      root: webApps.authenticator,
      host: authenticatorHost,
      headers: authenticatorHeaders,
      pages: authenticatorPages,
      firstAnswers: firstAnswersOfAuthenticator,
    });
  }
  return app;
}

function withFreshSettings<Caller, Key>(
  { keptSettings }: AppParts,
  access: Access<Caller, Key>,
): Access<Caller, Key> {
  return async (...asked) => {
    await keptSettings.refuseOld();
    return access(...asked);
  };
}

function aboutRoutes(
  places: readonly Place[],
  { portalOrigin, authenticatorOrigin }: Origins,
  { database, settings }: Pick<AppParts, "database" | "settings">,
): void {
  for (const place of places) {
    serve(place, about, async () => {
      const { organisation, supportContact } = settings();
      const urls = { portalUrl: portalOrigin, authenticatorUrl: authenticatorOrigin };
      return { organisation, supportContact, logo: await showLogo(database), ...urls };
    });
  }
}
