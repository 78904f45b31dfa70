export interface ProxySnippet {
  proxy: "Caddy" | "nginx" | "Traefik";
  text: string;
}

interface Values {
  id: string;
  /** The origin of the portal. */
  issuer: string;
  /** The address of the application. */
  address: string;
}

/** `docs/applications/proxies.md` also shows these texts. Tests run Caddy and nginx with them. */
export function proxySnippets({ id, issuer, address }: Values): ProxySnippet[] {
  const names = { id, issuer, portal: new URL(issuer).host, application: new URL(address) };
  return [
    { proxy: "Caddy", text: caddy(names) },
    { proxy: "nginx", text: nginx(names) },
    { proxy: "Traefik", text: traefik(names) },
  ];
}

type Names = Record<"id" | "issuer" | "portal", string> & { application: URL };

/** The headers with which the door tells an application about its user. */
const headers = {
  user: "Remote-User",
  name: "Remote-Name",
  email: "Remote-Email",
  groups: "Remote-Groups",
  assertion: "X-Sallyport-Assertion",
};
const headerNames = Object.values(headers);

/** Many applications can't tell `Remote_User` from `Remote-User`, so a visitor must not be able to send one. */
const aliases = [
  "Remote_User",
  "Remote_Name",
  "Remote_Email",
  "Remote_Groups",
  "X_Sallyport_Assertion",
  "X-Sallyport_Assertion",
  "X_Sallyport-Assertion",
];

/** Caddy would answer an address without `http://` only with TLS. */
const siteOf = ({ protocol, host }: URL) => (protocol === "https:" ? host : `http://${host}`);

const caddy = ({ id, portal, application }: Names) => `${siteOf(application)} {
	forward_auth 127.0.0.1:8080 {
		uri /api/door/${id}
		header_up Host ${portal}
		copy_headers ${headerNames.join(" ")}
	}
${withoutAliases.caddy}	reverse_proxy 127.0.0.1:3000
}
`;

const withoutAliases = {
  // defence: AT-123 caddy
  caddy: `	request_header -Remote_*
	request_header -X_*
	request_header -X-Sallyport_*
`,
  // defence: AT-123 nginx
  nginx: `    underscores_in_headers off;
`,
  // defence: AT-123 traefik
  traefik: aliases.map((name) => `          ${name}: ""\n`).join(""),
};

const asking = (portal: string) => `        proxy_method GET;
        proxy_pass_request_body off;
        proxy_set_header Content-Length "";
        proxy_set_header Host ${portal};
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Method $request_method;
        proxy_set_header X-Forwarded-Uri $request_uri;`;

const tls = `
    ssl_certificate /etc/ssl/example.com.pem;
    ssl_certificate_key /etc/ssl/private/example.com.key;`;

const listening = ({ protocol, port }: URL) => (protocol === "https:" ? `${port || 443} ssl` : port || "80");

const nginx = ({ id, portal, application }: Names) => `map $http_upgrade $sallyport_connection {
    default upgrade;
    "" close;
}
server {
    listen ${listening(application)};
    server_name ${application.hostname};${application.protocol === "https:" ? tls : ""}
${withoutAliases.nginx}    location / {
        auth_request /.sallyport/check;
${eachHeader((name, from) => `auth_request_set ${name} ${from};`)}
        error_page 401 = @sallyport;
        proxy_pass http://127.0.0.1:3000;
        proxy_http_version 1.1;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection $sallyport_connection;
        proxy_set_header Host $http_host;
${eachHeader((name, _from, header) => `proxy_set_header ${header} ${name};`)}
    }
    location = /.sallyport/check {
        internal;
        proxy_pass http://127.0.0.1:8080/api/door/${id}/check;
        proxy_buffer_size 16k;
        proxy_buffers 4 16k;
${asking(portal)}
    }
    location @sallyport {
        rewrite ^ /api/door/${id}? break;
        proxy_pass http://127.0.0.1:8080;
${asking(portal)}
    }
}
`;

function eachHeader(line: (variable: string, from: string, header: string) => string): string {
  return Object.entries(headers)
    .map(([name, header]) => `        ${line(`$sallyport_${name}`, fromDoor(header), header)}`)
    .join("\n");
}

function fromDoor(header: string): string {
  return `$upstream_http_${header.toLowerCase().replaceAll("-", "_")}`;
}

const traefik = ({ id, issuer, application }: Names) => `http:
  routers:
    application:
      rule: Host(\`${application.hostname}\`)
      middlewares: [without-aliases, sallyport]
      service: application${application.protocol === "https:" ? "\n      tls: {}" : ""}
  middlewares:
    without-aliases:
      headers:
        customRequestHeaders:
${withoutAliases.traefik}    sallyport:
      forwardAuth:
        address: ${issuer}/api/door/${id}
        authResponseHeaders: [${headerNames.join(", ")}]
  services:
    application:
      loadBalancer:
        servers:
          - url: http://127.0.0.1:3000
`;
