import { call } from "@sallyport/contract/call";
import { openSetUpLink, sendSetUpLinkAgain } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { Button } from "@sallyport/ui/button";
import { FormActions } from "@sallyport/ui/form";
import { Notice } from "@sallyport/ui/notice";
import { Skeleton } from "@sallyport/ui/skeleton";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useMove } from "../api/moves.ts";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { isLinkBroken } from "../secret-link/is-link-broken.ts";
import { useLinkToken } from "../secret-link/link-token.ts";
import css from "./set-up.module.css";

export function TicketStep({ realm, email }: { realm: Realm; email: string }) {
  const { token, forgetToken, presenting } = usePresented(realm);
  const sending = useMutation({
    mutationFn: () => call(sendSetUpLinkAgain, { params: { realm } }),
    // The old token is forgotten, because a new link makes older links invalid.
    onSuccess: () => {
      forgetToken();
      presenting.reset();
    },
  });
  if (presenting.isPending) return <Skeleton label="Checking the link" lines={3} />;
  const problem = presenting.error && problemOf(presenting.error);
  return (
    <section className={css.step}>
      <h2>Open the set-up link from your mail</h2>
      <p>
        We mailed it to {email}. Open it in this browser. The link makes sure that only you can set up the
        second factor, even if someone else knows your password.
      </p>
      {problem && isLinkBroken(problem) ? (
        <Notice tone="warning" title="This link doesn't work">
          It was already used, has expired, was replaced by a newer one, or belongs to another account. If it
          isn't for {email}, log out and open it again.
        </Notice>
      ) : (
        <RefusalNotice
          problem={problem}
          action={
            token === null ? undefined : <Button onClick={() => presenting.mutate(token)}>Try again</Button>
          }
        />
      )}
      {sending.isSuccess ? (
        <Notice tone="success">We sent a new link. Links in older mails no longer work.</Notice>
      ) : null}
      <RefusalNotice problem={sending.error && problemOf(sending.error)} />
      <FormActions>
        <Button isBusy={sending.isPending} onClick={() => sending.mutate()}>
          Send the link again
        </Button>
      </FormActions>
    </section>
  );
}

/** This tab keeps the token until the server accepts or refuses it. */
function usePresented(realm: Realm) {
  const { token, forgetToken } = useLinkToken();
  const isPresented = useRef(false);
  const presenting = useMove(realm, async (given: string) => {
    try {
      const whereabouts = await call(openSetUpLink, { params: { realm }, body: { token: given } });
      forgetToken();
      return whereabouts;
    } catch (error) {
      if (isLinkBroken(problemOf(error))) forgetToken();
      throw error;
    }
  });
  useEffect(() => {
    if (token === null || isPresented.current) return;
    isPresented.current = true;
    presenting.mutate(token);
  });
  return { token, forgetToken, presenting };
}
