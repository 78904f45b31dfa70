import { useToast } from "@sallyport/ui/toast";
import { ConfirmedAct } from "../confirmed-act.tsx";
import { useEndEverySession } from "./administrator-acts.ts";

export function EndEverySession() {
  const toast = useToast();
  const end = useEndEverySession(({ ended }) =>
    toast(ended === 1 ? "1 session is ended." : `${ended} sessions are ended.`),
  );
  return (
    <section aria-labelledby="everyone">
      <h2 id="everyone" className="visually-hidden">
        Everyone
      </h2>
      <ConfirmedAct
        title="Sessions of everyone"
        button="End everyone's sessions"
        question="End everyone's sessions?"
        act={end}
        consequence="All users and administrators are logged out in every browser. Only your session in this browser stays. Everyone can log in again at once."
      >
        Use this if you suspect a break-in. An attacker who took over a session loses it.
      </ConfirmedAct>
    </section>
  );
}
