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

/** Caddy would answer an address without `http://` only with TLS. */
const siteOf = ({ protocol, host }: URL) => (protocol === "https:" ? host : `http://${host}`);

const caddy = ({ id, portal, application }: Names) => `${siteOf(application)} {
	forward_auth 127.0.0.1:8080 {
		uri /api/door/${id}
		header_up Host ${portal}
		copy_headers Remote-User Remote-Name Remote-Email Remote-Groups
	}
	request_header -Remote_*
	reverse_proxy 127.0.0.1:3000
}
`;

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

const nginx = ({ id, portal, application }: Names) => `server {
    listen ${listening(application)};
    server_name ${application.hostname};${application.protocol === "https:" ? tls : ""}
    underscores_in_headers off;
    location / {
        auth_request /.sallyport/check;
        auth_request_set $sallyport_user $upstream_http_remote_user;
        auth_request_set $sallyport_name $upstream_http_remote_name;
        auth_request_set $sallyport_email $upstream_http_remote_email;
        auth_request_set $sallyport_groups $upstream_http_remote_groups;
        error_page 401 = @sallyport;
        proxy_pass http://127.0.0.1:3000;
        proxy_set_header Host $http_host;
        proxy_set_header Remote-User $sallyport_user;
        proxy_set_header Remote-Name $sallyport_name;
        proxy_set_header Remote-Email $sallyport_email;
        proxy_set_header Remote-Groups $sallyport_groups;
    }
    location = /.sallyport/check {
        internal;
        proxy_pass http://127.0.0.1:8080/api/door/${id}/check;
${asking(portal)}
    }
    location @sallyport {
        rewrite ^ /api/door/${id}? break;
        proxy_pass http://127.0.0.1:8080;
${asking(portal)}
    }
}
`;

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
          Remote_User: ""
          Remote_Name: ""
          Remote_Email: ""
          Remote_Groups: ""
    sallyport:
      forwardAuth:
        address: ${issuer}/api/door/${id}
        authResponseHeaders: [Remote-User, Remote-Name, Remote-Email, Remote-Groups]
  services:
    application:
      loadBalancer:
        servers:
          - url: http://127.0.0.1:3000
`;
