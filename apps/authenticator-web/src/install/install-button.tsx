import { Button } from "@sallyport/ui/button";
import { useSyncExternalStore } from "react";
import { hasInstallOffer, install, onInstallOffer } from "./install-prompt.ts";

export function InstallButton() {
  const isOffered = useSyncExternalStore(onInstallOffer, hasInstallOffer);
  if (!isOffered) return null;
  return <Button onClick={() => void install()}>Install the app</Button>;
}
