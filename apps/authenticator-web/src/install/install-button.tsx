import { Button } from "@sallyport/ui/button";
import { useSyncExternalStore } from "react";
import { hasInstallOffer, install, onInstallOffer } from "./install-prompt.ts";

/** Shown only if the browser can install the app and the app isn't installed yet. */
export function InstallButton() {
  const isOffered = useSyncExternalStore(onInstallOffer, hasInstallOffer);
  if (!isOffered) return null;
  return <Button onClick={() => void install()}>Install the app</Button>;
}
