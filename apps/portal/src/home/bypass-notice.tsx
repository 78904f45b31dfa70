import { Moment } from "@sallyport/ui/moment";
import { Notice } from "@sallyport/ui/notice";

export function BypassNotice({ until }: { until: string }) {
  return (
    <Notice tone="info" title="You logged in with a code from your administrator">
      This login ends on <Moment at={until} as="date-time" /> at the latest. To change your security settings,
      log in with your authenticator app or passkey.
    </Notice>
  );
}
