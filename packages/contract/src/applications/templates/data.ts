import type { ApplicationTemplate } from "../template.ts";

const shared = {
  kind: "openid",
  clientType: "confidential",
  launchPath: "",
  checkedOn: "2026-11-30",
} as const;

export const dataTemplates: readonly ApplicationTemplate[] = [
  {
    ...shared,
    key: "grafana",
    name: "Grafana",
    callbackPaths: ["/login/generic_oauth"],
    // With refresh tokens, Grafana checks repeatedly whether the user may still log in.
    keepsAccess: true,
    goesInto: "grafana.ini; the value of root_url belongs to its section [server]",
    format: "ini",
    snippet: `[server]
root_url = {{address}}

[auth.generic_oauth]
enabled = true
name = Sallyport
client_id = {{client_id}}
client_secret = {{client_secret}}
scopes = openid profile email groups
auth_url = {{issuer}}/oidc/auth
token_url = {{issuer}}/oidc/token
api_url = {{issuer}}/oidc/me
login_attribute_path = preferred_username
groups_attribute_path = groups
use_pkce = true
use_refresh_token = true
allow_sign_up = true
`,
    documentation:
      "https://grafana.com/docs/grafana/latest/setup-grafana/configure-access/configure-authentication/generic-oauth/",
  },
  {
    ...shared,
    key: "minio",
    name: "MinIO",
    callbackPaths: ["/oauth_callback"],
    keepsAccess: false,
    goesInto: "The environment of the MinIO server; the address is that of its console",
    format: "env",
    snippet: `MINIO_IDENTITY_OPENID_CONFIG_URL="{{issuer}}/.well-known/openid-configuration"
MINIO_IDENTITY_OPENID_CLIENT_ID="{{client_id}}"
MINIO_IDENTITY_OPENID_CLIENT_SECRET="{{client_secret}}"
MINIO_IDENTITY_OPENID_DISPLAY_NAME="Sallyport"
MINIO_IDENTITY_OPENID_SCOPES="openid,profile,email"
MINIO_IDENTITY_OPENID_ROLE_POLICY="readonly"
MINIO_BROWSER_REDIRECT_URL="{{address}}"
`,
    documentation:
      "https://github.com/minio/docs/blob/main/source/reference/minio-server/settings/iam/openid.rst",
  },
  {
    ...shared,
    key: "pgadmin",
    name: "pgAdmin",
    callbackPaths: ["/oauth2/authorize"],
    keepsAccess: false,
    goesInto: "config_local.py",
    format: "assignments",
    snippet: `AUTHENTICATION_SOURCES = ['oauth2', 'internal']
OAUTH2_CONFIG = [
  {
    'OAUTH2_NAME': 'sallyport',
    'OAUTH2_DISPLAY_NAME': 'Sallyport',
    'OAUTH2_CLIENT_ID': '{{client_id}}',
    'OAUTH2_CLIENT_SECRET': '{{client_secret}}',
    'OAUTH2_SERVER_METADATA_URL': '{{issuer}}/.well-known/openid-configuration',
    'OAUTH2_SCOPE': 'openid profile email',
    'OAUTH2_USERNAME_CLAIM': 'preferred_username',
    'OAUTH2_CHALLENGE_METHOD': 'S256',
    'OAUTH2_RESPONSE_TYPE': 'code'
  }
]
`,
    documentation: "https://www.pgadmin.org/docs/pgadmin4/latest/oauth2.html",
  },
];
