import { about } from "@sallyport/contract/about";
import { call } from "@sallyport/contract/call";
import { Badge } from "@sallyport/ui/badge";
import { useQuery } from "@tanstack/react-query";
import css from "./device-facts.module.css";
import { factsOfDevice } from "./facts-of-device.ts";

export function DeviceFacts() {
  const { data: device } = useQuery({ queryKey: ["device"], queryFn: factsOfDevice });
  const { data: place } = useQuery({
    queryKey: ["about"],
    queryFn: ({ signal }) => call(about, {}, signal),
  });
  return (
    <section className={css.facts} aria-labelledby="this-device">
      <h2 id="this-device">This device</h2>
      <dl className={css.list}>
        {device ? (
          <>
            <Fact
              name="Storage"
              is={device.isStorageKept ? "Kept" : "May be cleared"}
              isGood={device.isStorageKept}
            >
              {device.isStorageKept
                ? "The browser does not clear the accounts to make room."
                : "When room runs short, the browser may clear the accounts. Installing the app helps."}
            </Fact>
            <Fact
              name="Without a network"
              is={device.isOfflineReady ? "Ready" : "Not ready"}
              isGood={device.isOfflineReady}
            >
              {device.isOfflineReady
                ? "Codes are made on this device. The app opens without a network."
                : "The app can't be opened without a network yet. Open it again while connected."}
            </Fact>
          </>
        ) : null}
        <Fact name="Backup" is="None yet" isGood={false}>
          The accounts are on this device only, and the app can't export them. Set up a second authenticator
          where an account allows it, or keep its recovery codes.
        </Fact>
        {place ? (
          <div>
            <dt>Organisation</dt>
            <dd>{place.organisation}</dd>
            <dd>
              <a href={place.portalUrl}>Open the login portal</a>
            </dd>
          </div>
        ) : null}
      </dl>
    </section>
  );
}

function Fact(props: { name: string; is: string; isGood: boolean; children: string }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>
        <Badge tone={props.isGood ? "success" : "warning"}>{props.is}</Badge>
      </dd>
      <dd className={css.why}>{props.children}</dd>
    </div>
  );
}
