import type { ApplicationTemplate } from "../template.ts";

const shared = {
  kind: "openid",
  clientType: "confidential",
  launchPath: "",
  checkedOn: "2026-11-30",
} as const;

export const documentTemplates: readonly ApplicationTemplate[] = [
  {
    ...shared,
    key: "nextcloud",
    name: "Nextcloud",
    // The address contains index.php unless the web server's rewriting removes it.
    callbackPaths: ["/apps/user_oidc/code", "/index.php/apps/user_oidc/code"],
    afterLogoutPaths: ["/"],
    logoutPath: "/index.php/apps/user_oidc/backchannel-logout/sallyport",
    keepsAccess: false,
    needs: "Nextcloud's app OpenID Connect user backend (user_oidc)",
    goesInto: "A shell in Nextcloud's folder, as the user that runs the web server",
    format: "shell",
    snippet: `php occ user_oidc:provider sallyport \\
  --clientid='{{client_id}}' \\
  --clientsecret='{{client_secret}}' \\
  --discoveryuri='{{issuer}}/.well-known/openid-configuration'
`,
    documentation: "https://github.com/nextcloud/user_oidc/blob/main/README.md",
  },
  {
    ...shared,
    key: "paperless-ngx",
    name: "Paperless-ngx",
    callbackPaths: ["/accounts/oidc/sallyport/login/callback/"],
    keepsAccess: false,
    goesInto: "Paperless-ngx's environment",
    format: "env",
    snippet: `PAPERLESS_APPS="allauth.socialaccount.providers.openid_connect"
PAPERLESS_SOCIALACCOUNT_PROVIDERS='{"openid_connect": {"OAUTH_PKCE_ENABLED": true, "SCOPE": ["openid", "profile", "email", "groups"], "APPS": [{"provider_id": "sallyport", "name": "Sallyport", "client_id": "{{client_id}}", "secret": "{{client_secret}}", "settings": {"server_url": "{{issuer}}/.well-known/openid-configuration"}}]}}'
`,
    documentation: "https://docs.paperless-ngx.com/advanced_usage/#openid-connect-and-social-authentication",
  },
  {
    ...shared,
    key: "outline",
    name: "Outline",
    callbackPaths: ["/auth/oidc.callback"],
    keepsAccess: true,
    goesInto: "Outline's environment",
    format: "env",
    snippet: `OIDC_CLIENT_ID={{client_id}}
OIDC_CLIENT_SECRET={{client_secret}}
OIDC_AUTH_URI={{issuer}}/oidc/auth
OIDC_TOKEN_URI={{issuer}}/oidc/token
OIDC_USERINFO_URI={{issuer}}/oidc/me
OIDC_USERNAME_CLAIM=preferred_username
OIDC_DISPLAY_NAME=Sallyport
OIDC_SCOPES="openid profile email"
`,
    documentation: "https://github.com/outline/outline/blob/main/.env.sample",
  },
  {
    ...shared,
    key: "bookstack",
    name: "BookStack",
    callbackPaths: ["/oidc/callback"],
    // BookStack's configuration decides which of the three addresses it uses.
    afterLogoutPaths: ["", "/login", "/login?prevent_auto_init=true"],
    keepsAccess: false,
    goesInto: "BookStack's .env",
    format: "env",
    snippet: `AUTH_METHOD=oidc
OIDC_NAME=Sallyport
OIDC_DISPLAY_NAME_CLAIMS=name
OIDC_CLIENT_ID={{client_id}}
OIDC_CLIENT_SECRET={{client_secret}}
OIDC_ISSUER={{issuer}}
OIDC_ISSUER_DISCOVER=true
OIDC_END_SESSION_ENDPOINT=true
`,
    documentation: "https://www.bookstackapp.com/docs/admin/oidc-auth/",
  },
  {
    ...shared,
    key: "karakeep",
    name: "Karakeep",
    callbackPaths: ["/api/auth/callback/custom"],
    keepsAccess: false,
    goesInto: "Karakeep's environment",
    format: "env",
    snippet: `NEXTAUTH_URL={{address}}
OAUTH_WELLKNOWN_URL={{issuer}}/.well-known/openid-configuration
OAUTH_CLIENT_ID={{client_id}}
OAUTH_CLIENT_SECRET={{client_secret}}
OAUTH_PROVIDER_NAME=Sallyport
`,
    documentation:
      "https://github.com/karakeep-app/karakeep/blob/main/docs/docs/03-configuration/01-environment-variables.md",
  },
  {
    ...shared,
    key: "linkding",
    name: "linkding",
    callbackPaths: ["/oidc/callback/"],
    keepsAccess: false,
    goesInto: "linkding's environment",
    format: "env",
    snippet: `LD_ENABLE_OIDC=True
OIDC_OP_AUTHORIZATION_ENDPOINT={{issuer}}/oidc/auth
OIDC_OP_TOKEN_ENDPOINT={{issuer}}/oidc/token
OIDC_OP_USER_ENDPOINT={{issuer}}/oidc/me
OIDC_OP_JWKS_ENDPOINT={{issuer}}/oidc/jwks
OIDC_RP_CLIENT_ID={{client_id}}
OIDC_RP_CLIENT_SECRET={{client_secret}}
OIDC_RP_SCOPES="openid profile email"
OIDC_USERNAME_CLAIM=preferred_username
`,
    documentation: "https://linkding.link/options/#ld_enable_oidc",
  },
];
