import type { Realm } from "@sallyport/contract/text";
import { Button } from "@sallyport/ui/button";
import { Notice } from "@sallyport/ui/notice";
import { useOtherAccount } from "../api/other-account.ts";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";

interface OtherAccountNoticeProps {
  realm: Realm;
  email?: string;
}

export function OtherAccountNotice({ realm, email }: OtherAccountNoticeProps) {
  const { me, leaving } = useOtherAccount(realm);
  if (me === null || me.email === email) return null;
  return (
    <>
      <Notice
        tone="warning"
        title={`You are logged in as ${me.email}`}
        action={
          <Button isBusy={leaving.isPending} onClick={() => leaving.mutate()}>
            Log out
          </Button>
        }
      >
        {email === undefined
          ? "This link may be for another account. If it is, log out, then log in to the other account."
          : `This link is for ${email}. If you save the password here, ${me.email} is logged out.`}
      </Notice>
      <RefusalNotice problem={leaving.error && problemOf(leaving.error)} />
    </>
  );
}
