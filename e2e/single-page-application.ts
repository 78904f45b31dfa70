import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const library = new URL("../browser/oidc-client-ts.min.js", import.meta.resolve("oidc-client-ts"));

/** An application that runs only in the browser. Its page logs in with oidc-client-ts. */
export class SinglePageApplication implements AsyncDisposable {
  readonly address: string;
  readonly #server: ReturnType<typeof createServer>;
  connection: { authority: string; client_id: string } | null = null;

  private constructor(server: ReturnType<typeof createServer>) {
    this.#server = server;
    this.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(): Promise<SinglePageApplication> {
    const script = await readFile(library);
    const server = createServer(({ url }, response) => {
      if (url === "/library.js") response.setHeader("content-type", "text/javascript").end(script);
      else if (url === "/favicon.ico") response.writeHead(204).end();
      else response.setHeader("content-type", "text/html").end(pageWith(application.connection));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const application = new SinglePageApplication(server);
    return application;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}

function pageWith(connection: object | null): string {
  return `<!doctype html><meta charset="utf-8"><title>Notes</title><h1>Notes</h1>
<button id="redirect">Log in</button>
<button id="popup">Log in in a pop-up</button>
<button id="renew">Renew</button>
<button id="leave">Log out</button>
<p id="shown" role="status"></p>
<script src="/library.js"></script>
<script>
const manager = new oidc.UserManager({
  ...${JSON.stringify(connection)},
  redirect_uri: location.origin + "/callback",
  post_logout_redirect_uri: location.origin + "/",
  scope: "openid profile email groups",
  loadUserInfo: true,
  automaticSilentRenew: false,
});
const show = (how, user) => {
  document.getElementById("shown").textContent = how + ": " + (user ? user.profile.name + ", " + user.profile.email : "no user");
};
const failed = (error) => (document.getElementById("shown").textContent = "failed: " + error);
const on = (id, act) => (document.getElementById(id).onclick = () => act().catch(failed));
on("redirect", () => manager.signinRedirect());
on("popup", async () => show("by pop-up", await manager.signinPopup()));
on("renew", async () => show("renewed", await manager.signinSilent()));
on("leave", () => manager.signoutRedirect());
const begin = async () => {
  if (location.pathname !== "/callback") return show("kept", await manager.getUser());
  const user = await manager.signinCallback();
  if (!user) return;
  history.replaceState(null, "", "/");
  show("by redirect", user);
};
begin().catch(failed);
</script>`;
}
