import type { ApplicationTemplate } from "../template.ts";

const shared = {
  kind: "openid",
  clientType: "confidential",
  launchPath: "",
  checkedOn: "2026-11-30",
} as const;

export const codeTemplates: readonly ApplicationTemplate[] = [
  {
    ...shared,
    key: "gitlab",
    name: "GitLab",
    callbackPaths: ["/users/auth/openid_connect/callback"],
    keepsAccess: false,
    goesInto: "/etc/gitlab/gitlab.rb, then run gitlab-ctl reconfigure",
    format: "assignments",
    snippet: `gitlab_rails['omniauth_providers'] = [
  {
    name: "openid_connect",
    label: "Sallyport",
    args: {
      name: "openid_connect",
      issuer: "{{issuer}}",
      discovery: true,
      response_type: "code",
      scope: ["openid", "profile", "email"],
      pkce: true,
      client_options: {
        identifier: "{{client_id}}",
        secret: "{{client_secret}}",
        redirect_uri: "{{address}}/users/auth/openid_connect/callback"
      }
    }
  }
]
`,
    documentation: "https://docs.gitlab.com/administration/auth/oidc/",
  },
  {
    ...shared,
    key: "gitea",
    name: "Gitea",
    callbackPaths: ["/user/oauth2/sallyport/callback"],
    keepsAccess: false,
    goesInto: "A shell on Gitea's server, as the user that runs Gitea",
    format: "shell",
    snippet: `gitea admin auth add-oauth \\
  --name sallyport \\
  --provider openidConnect \\
  --auto-discover-url '{{issuer}}/.well-known/openid-configuration' \\
  --key '{{client_id}}' \\
  --secret '{{client_secret}}' \\
  --scopes openid --scopes profile --scopes email --scopes groups \\
  --group-claim-name groups
`,
    documentation: "https://docs.gitea.com/administration/command-line",
  },
  {
    ...shared,
    key: "jenkins",
    name: "Jenkins",
    callbackPaths: ["/securityRealm/finishLogin"],
    afterLogoutPaths: ["/OicLogout"],
    keepsAccess: false,
    needs: "The plugin OpenID Connect Authentication (oic-auth)",
    goesInto: "Jenkins Configuration as Code, or the same fields in Manage Jenkins > Security",
    format: "yaml",
    snippet: `jenkins:
  securityRealm:
    oic:
      serverConfiguration:
        wellKnown:
          wellKnownOpenIDConfigurationUrl: "{{issuer}}/.well-known/openid-configuration"
          scopesOverride: "openid profile email groups"
      clientId: "{{client_id}}"
      clientSecret: "{{client_secret}}"
      userNameField: "preferred_username"
      fullNameFieldName: "name"
      emailFieldName: "email"
      groupsFieldName: "groups"
      properties:
        - "pkce"
`,
    documentation: "https://github.com/jenkinsci/oic-auth-plugin/blob/master/docs/configuration/README.md",
  },
  {
    ...shared,
    key: "coder",
    name: "Coder",
    callbackPaths: ["/api/v2/users/oidc/callback"],
    keepsAccess: true,
    goesInto: "The environment of the Coder server",
    format: "env",
    snippet: `CODER_OIDC_ISSUER_URL="{{issuer}}"
CODER_OIDC_CLIENT_ID="{{client_id}}"
CODER_OIDC_CLIENT_SECRET="{{client_secret}}"
CODER_OIDC_SCOPES="openid,profile,email"
CODER_OIDC_SIGN_IN_TEXT="Log in with Sallyport"
`,
    documentation: "https://coder.com/docs/admin/users/oidc-auth",
  },
];
