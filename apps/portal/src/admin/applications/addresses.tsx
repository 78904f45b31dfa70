import { ApplicationOrigin, RegisteredAddress } from "@sallyport/contract/applications/addresses";
import type { Application } from "@sallyport/contract/applications/applications";
import { AddressList } from "./address-list.tsx";
import css from "./application-page.module.css";
import { OneAddress } from "./one-address.tsx";

export function Addresses({ application }: { application: Application }) {
  const isProxy = application.kind === "proxy";
  return (
    <section className={css.part} aria-labelledby="addresses">
      <h2 id="addresses">Addresses</h2>
      <div className={css.lists}>
        <OneAddress application={application} field="launchAddress" title="Address">
          What a user's tile opens.
        </OneAddress>
        {isProxy ? null : (
          <>
            <AddressList
              application={application}
              field="callbackAddresses"
              title="Callback addresses"
              hint="Where a login may return to. The application's request must name exactly one of them."
              ifNone="No callback address yet. After the first attempt to log in, you can allow its address above."
              schema={RegisteredAddress}
            />
            <AddressList
              application={application}
              field="afterLogoutAddresses"
              title="Addresses after logout"
              hint="Where a logout may return to."
              ifNone="Users stay on this portal after a logout."
              schema={RegisteredAddress}
            />
            <AddressList
              application={application}
              field="origins"
              title="Web origins"
              hint="Only for an application that runs in the browser: where its scripts come from."
              ifNone="No script can ask for tokens."
              schema={ApplicationOrigin}
            />
            <OneAddress application={application} field="logoutAddress" title="Address for logout notices">
              The server tells the application here that a user has logged out (back-channel logout).
            </OneAddress>
          </>
        )}
      </div>
    </section>
  );
}
