import { Button } from "@sallyport/ui/button";
import { Notice } from "@sallyport/ui/notice";
import { useToast } from "@sallyport/ui/toast";
import { problemOf } from "../../api/problem-of.ts";
import { useSendTestMail } from "./overview-query.ts";
import { mailProblemTexts } from "./overview-text.ts";

export function TestMail() {
  const toast = useToast();
  const { data, error, isPending, mutate } = useSendTestMail((to) =>
    toast(`The mail server accepted the test mail. Look into the mailbox of ${to}.`),
  );
  return (
    <>
      <Button isBusy={isPending} onClick={() => mutate()}>
        Send me a test mail
      </Button>
      {error ? (
        <Notice tone="danger" title="The test mail was not sent">
          {problemOf(error).detail}
        </Notice>
      ) : null}
      {data?.problem === null ? (
        <Notice tone="success" title="The mail server accepted the test mail">
          Look into the mailbox of {data.to}. If the mail isn't there in a few minutes, look into the spam
          folder.
        </Notice>
      ) : null}
      {data?.problem ? (
        <Notice tone="danger" title="The test mail was not sent">
          {mailProblemTexts[data.problem]}
          {data.reply === null ? null : ` ${data.reply}`}
        </Notice>
      ) : null}
    </>
  );
}
