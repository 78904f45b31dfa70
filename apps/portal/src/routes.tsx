import { LinkProvider } from "@sallyport/ui/link";
import { page } from "@sallyport/ui/page";
import { Suspense } from "react";
import { Route, Routes, useNavigate } from "react-router";
import { NotFoundPage } from "./page/not-found-page.tsx";
import { WaitingPage } from "./page/waiting-page.tsx";
import { SignIn } from "./sign-in/sign-in.tsx";

const HomeLayout = page(() => import("./home/home-layout.tsx"), "HomeLayout");
const HomePage = page(() => import("./home/home-page.tsx"), "HomePage");
const SecurityPage = page(() => import("./security/security-page.tsx"), "SecurityPage");
const InvitationPage = page(() => import("./invitation/invitation-page.tsx"), "InvitationPage");
const ForgotPasswordPage = page(
  () => import("./password-reset/forgot-password-page.tsx"),
  "ForgotPasswordPage",
);
const ResetPasswordPage = page(() => import("./password-reset/reset-password-page.tsx"), "ResetPasswordPage");
const NotMePage = page(() => import("./login-report/not-me-page.tsx"), "NotMePage");
const SetUpLinkPage = page(() => import("./sign-in/set-up-link-page.tsx"), "SetUpLinkPage");
const AuthorizationPage = page(() => import("./authorization/authorization-page.tsx"), "AuthorizationPage");
const MissingStep = page(() => import("./authorization/missing-step.tsx"), "MissingStep");
const ApplicationRefusedPage = page(
  () => import("./authorization/application-refused-page.tsx"),
  "ApplicationRefusedPage",
);
const FirstAdministratorPage = page(
  () => import("./first-administrator/first-administrator-page.tsx"),
  "FirstAdministratorPage",
);
const ConsoleLayout = page(() => import("./admin/console-layout.tsx"), "ConsoleLayout");
const OverviewPage = page(() => import("./admin/overview/overview-page.tsx"), "OverviewPage");
const UsersPage = page(() => import("./admin/users/users-page.tsx"), "UsersPage");
const UserPage = page(() => import("./admin/users/user-page.tsx"), "UserPage");
const GroupsPage = page(() => import("./admin/groups/groups-page.tsx"), "GroupsPage");
const GroupPage = page(() => import("./admin/groups/group-page.tsx"), "GroupPage");
const ApplicationsPage = page(() => import("./admin/applications/applications-page.tsx"), "ApplicationsPage");
const ApplicationPage = page(() => import("./admin/applications/application-page.tsx"), "ApplicationPage");
const TrialLayout = page(() => import("./admin/applications/trial-layout.tsx"), "TrialLayout");
const BeginTrialPage = page(() => import("./admin/applications/begin-trial-page.tsx"), "BeginTrialPage");
const TrialPage = page(() => import("./admin/applications/trial-page.tsx"), "TrialPage");
const EnforcementPage = page(() => import("./admin/enforcement/enforcement-page.tsx"), "EnforcementPage");
const AdministratorsPage = page(
  () => import("./admin/administrators/administrators-page.tsx"),
  "AdministratorsPage",
);
const JobsPage = page(() => import("./admin/jobs/jobs-page.tsx"), "JobsPage");
const JobPage = page(() => import("./admin/jobs/job-page.tsx"), "JobPage");
const ImportPage = page(() => import("./admin/users/import/import-page.tsx"), "ImportPage");
const ApiKeysPage = page(() => import("./admin/api-keys/api-keys-page.tsx"), "ApiKeysPage");
const PermissionsPage = page(() => import("./admin/administrators/permissions-page.tsx"), "PermissionsPage");
const PageNotFound = page(() => import("./admin/page-not-found.tsx"), "PageNotFound");
const ActivityPage = page(() => import("./admin/activity/activity-page.tsx"), "ActivityPage");
const WebhooksPage = page(() => import("./admin/webhooks/webhooks-page.tsx"), "WebhooksPage");
const SettingsPage = page(() => import("./admin/settings/settings-page.tsx"), "SettingsPage");
const KitPage = import.meta.env.DEV ? page(() => import("@sallyport/ui/kit"), "Kit") : NotFoundPage;

/** The server's list `portalPages` must have the same paths. Other paths get 404. */
export const routes = (
  <>
    <Route path="/" element={<SignIn key="user" realm="user" inside={HomeLayout} />}>
      <Route index element={<HomePage />} />
      <Route path="security" element={<SecurityPage />} />
    </Route>
    <Route
      path="/admin"
      element={<SignIn key="administrator" realm="administrator" inside={ConsoleLayout} />}
    >
      <Route index element={<OverviewPage />} />
      <Route path="users" element={<UsersPage />} />
      <Route path="users/import" element={<ImportPage />} />
      <Route path="users/:id" element={<UserPage />} />
      <Route path="jobs" element={<JobsPage />} />
      <Route path="jobs/:id" element={<JobPage />} />
      <Route path="administrators" element={<AdministratorsPage />} />
      <Route path="api-keys" element={<ApiKeysPage />} />
      <Route path="groups" element={<GroupsPage />} />
      <Route path="groups/:id" element={<GroupPage />} />
      <Route path="applications" element={<ApplicationsPage />} />
      <Route path="applications/:id" element={<ApplicationPage />} />
      <Route path="enforcement" element={<EnforcementPage />} />
      <Route path="administrators/roles" element={<PermissionsPage />} />
      <Route path="activity" element={<ActivityPage />} />
      <Route path="webhooks" element={<WebhooksPage />} />
      <Route path="settings" element={<SettingsPage />} />
      <Route path="security" element={<SecurityPage />} />
      <Route path="*" element={<PageNotFound />} />
    </Route>
    <Route
      path="/admin/applications/:id/try"
      element={<SignIn key="trial" realm="administrator" inside={TrialLayout} isOwnPage />}
    >
      <Route index element={<BeginTrialPage />} />
      <Route path=":trial" element={<TrialPage />} />
    </Route>
    <Route path="/forgot-password" element={<ForgotPasswordPage key="user" realm="user" />} />
    <Route
      path="/admin/forgot-password"
      element={<ForgotPasswordPage key="administrator" realm="administrator" />}
    />
    <Route path="/reset-password" element={<ResetPasswordPage />} />
    <Route path="/not-me" element={<NotMePage />} />
    <Route path="/set-up" element={<SetUpLinkPage key="user" realm="user" />} />
    <Route path="/admin/set-up" element={<SetUpLinkPage key="administrator" realm="administrator" />} />
    <Route path="/invitation" element={<InvitationPage />} />
    <Route path="/authorize/:id" element={<AuthorizationPage />}>
      <Route index element={<MissingStep />} />
    </Route>
    <Route path="/application-refused" element={<ApplicationRefusedPage />} />
    <Route path="/first-administrator" element={<FirstAdministratorPage />} />
    <Route path="/kit" element={<KitPage />} />
    <Route path="*" element={<NotFoundPage />} />
  </>
);

export function Pages() {
  return (
    <LinkProvider navigate={useNavigate()}>
      <Suspense fallback={<WaitingPage />}>
        <Routes>{routes}</Routes>
      </Suspense>
    </LinkProvider>
  );
}
