import type { Application } from "@sallyport/contract/applications/applications";
import { LinkButton } from "@sallyport/ui/button";
import { EmptyState } from "@sallyport/ui/empty-state";
import { FormActions } from "@sallyport/ui/form";
import { Link, useParams } from "react-router";
import { problemOf } from "../../api/problem-of.ts";
import { Loaded } from "../../page/loaded.tsx";
import { BackLink } from "../back-link.tsx";
import { PageHeading } from "../page-heading.tsx";
import { useMay } from "../role.ts";
import { RoleNotice } from "../role-notice.tsx";
import { AccessForm } from "./access-form.tsx";
import { Addresses } from "./addresses.tsx";
import css from "./application-page.module.css";
import { ApplicationActs } from "./application-settings.tsx";
import { useApplication } from "./applications-query.ts";
import { Configuration } from "./configuration.tsx";
import { FirstLogin } from "./first-login.tsx";
import { useFreshSecret } from "./fresh-secret.ts";
import { SecondFactorForm } from "./second-factor-form.tsx";
import { Secrets } from "./secrets.tsx";
import { TryIt } from "./try-it.tsx";

export function ApplicationPage() {
  const { id = "" } = useParams();
  const application = useApplication(id);
  const code = application.error && problemOf(application.error).code;
  if (code === "not-found" || code === "invalid-request") return <NoSuchApplication />;
  return (
    <>
      <BackLink to="/admin/applications">Applications</BackLink>
      <PageHeading title={application.data?.name ?? "Application"} />
      <Loaded query={application} what="the application">
        {(loaded) => <Parts key={id} application={loaded} />}
      </Loaded>
    </>
  );
}

function Parts({ application }: { application: Application }) {
  const { id, version, kind, clientType } = application;
  const fresh = useFreshSecret(id);
  const mayChange = useMay("administrator");
  return (
    <div className={css.parts}>
      {mayChange ? null : <RoleNotice />}
      <Configuration application={application} fresh={fresh} />
      <FirstLogin application={application} />
      <TryIt application={application} />
      <section className={css.part} aria-labelledby="access">
        <h2 id="access">Who can log in</h2>
        <AccessForm key={version} application={application} />
      </section>
      <section className={css.part} aria-labelledby="second-factor">
        <h2 id="second-factor">Second factor</h2>
        <SecondFactorForm key={version} application={application} />
      </section>
      <Addresses application={application} />
      {kind === "openid" && clientType === "confidential" ? (
        <Secrets application={application} onSecret={fresh.show} />
      ) : null}
      <section className={css.part} aria-labelledby="logins">
        <h2 id="logins">Logins and changes</h2>
        <FormActions>
          <LinkButton href="/admin/activity?kind=application_login">Logins to applications</LinkButton>
          <LinkButton href="/admin/activity?group=applications">Changes of applications</LinkButton>
        </FormActions>
      </section>
      {mayChange ? <ApplicationActs application={application} /> : null}
    </div>
  );
}

function NoSuchApplication() {
  return (
    <>
      <PageHeading title="Application not found" />
      <EmptyState
        title="There is no such application"
        action={<Link to="/admin/applications">See all applications</Link>}
      >
        Another administrator may have deleted it.
      </EmptyState>
    </>
  );
}
