import { Checkbox } from "@sallyport/ui/checkbox";
import { useToast } from "@sallyport/ui/toast";
import { useState } from "react";
import { ConfirmedAct } from "../confirmed-act.tsx";
import { useEndEverySession } from "./administrator-acts.ts";

export function EndEverySession() {
  const toast = useToast();
  const [isEndingKeys, setEndingKeys] = useState(false);
  const end = useEndEverySession(isEndingKeys ? "end" : "keep", ({ ended, endedKeys }) => {
    const sessions = ended === 1 ? "1 session" : `${ended} sessions`;
    const keys = endedKeys === 1 ? "1 API key" : `${endedKeys} API keys`;
    toast(
      isEndingKeys
        ? `${sessions} and ${keys} are ended.`
        : `${sessions} ${ended === 1 ? "is" : "are"} ended.`,
    );
    setEndingKeys(false);
  });
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
        choice={
          <Checkbox
            label="End all API keys too"
            isChecked={isEndingKeys}
            onChange={setEndingKeys}
            hint="API keys outlive sessions, and an attacker may have made or read one. Every script stops, yours too, until its owner creates a new key."
          />
        }
      >
        Use this if you suspect a break-in. An attacker who took over a session loses it.
      </ConfirmedAct>
    </section>
  );
}
