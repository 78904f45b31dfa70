import type { Administrator } from "@sallyport/contract/administrators";
import { Moment } from "@sallyport/ui/moment";
import { ActRow } from "../act-row.tsx";
import { ConfirmedAct } from "../confirmed-act.tsx";
import { DeleteRow } from "../delete-row.tsx";
import { roleNames } from "../role.ts";
import css from "./administrator-access.module.css";
import {
  useAcceptAdministratorCodes,
  useDeleteAdministrator,
  useEndAdministratorSessions,
  useInviteAdministratorAgain,
  useResetFactors,
  useSetAdministratorState,
  useUnlockAdministrator,
} from "./administrator-acts.ts";
import { ChangeRoleForm } from "./change-role-form.tsx";

interface AccessProps {
  administrator: Administrator;
  onDone: (what: string) => void;
}

export function AdministratorAccess({ administrator, onDone }: AccessProps) {
  const { may, state, mfa, hasToWait } = administrator;
  if (!may.changeRole && !may.reset && !may.suspend) return null;
  return (
    <section className={css.access} aria-labelledby="access">
      <h3 id="access">Role and access</h3>
      {may.changeRole ? (
        <ChangeRoleForm
          administrator={administrator}
          onDone={({ name, role }) => onDone(`${name} has the role ${roleNames[role]}.`)}
        />
      ) : null}
      {may.reset && hasToWait ? <Unlock administrator={administrator} onDone={onDone} /> : null}
      {may.reset && mfa.isEnrolled ? <ResetFactors administrator={administrator} onDone={onDone} /> : null}
      {may.reset && mfa.codesUsedUntil !== null ? (
        <AcceptCodes administrator={administrator} usedUntil={mfa.codesUsedUntil} onDone={onDone} />
      ) : null}
      {may.reset && state === "active" ? <EndSessions administrator={administrator} onDone={onDone} /> : null}
      {may.edit && state === "staged" ? <InviteAgain administrator={administrator} onDone={onDone} /> : null}
      {may.suspend && state === "active" ? <Suspend administrator={administrator} onDone={onDone} /> : null}
      {may.suspend && state === "suspended" ? (
        <Activate administrator={administrator} onDone={onDone} />
      ) : null}
      {may.suspend ? <Delete administrator={administrator} onDone={onDone} /> : null}
    </section>
  );
}

function Unlock({ administrator: { id, name }, onDone }: AccessProps) {
  const act = useUnlockAdministrator(id, () => onDone(`${name} is unlocked.`));
  return (
    <ActRow
      title="Too many wrong passwords or codes"
      button="Unlock"
      onPress={() => act.mutate()}
      isBusy={act.isPending}
      error={act.error}
    >
      Ends the wait, so that the next attempt counts at once.
    </ActRow>
  );
}

function ResetFactors({ administrator: { id, name }, onDone }: AccessProps) {
  const act = useResetFactors(id, () => onDone(`The factors of ${name} are removed.`));
  return (
    <ConfirmedAct
      title="Factors"
      button="Reset factors"
      question={`Reset factors of ${name}?`}
      act={act}
      consequence={`Authenticator apps, passkeys and recovery codes of ${name} stop working at once, and open sessions end. Set-up is due at the next login.`}
    >
      For lost, replaced or disabled factors.
    </ConfirmedAct>
  );
}

function AcceptCodes({
  administrator: { id, name },
  usedUntil,
  onDone,
}: AccessProps & { usedUntil: string }) {
  const act = useAcceptAdministratorCodes(id, () => onDone(`Passcodes of ${name} work again.`));
  return (
    <ActRow
      title="Passcodes"
      button="Accept codes again"
      onPress={() => act.mutate()}
      isBusy={act.isPending}
      error={act.error}
    >
      The server's clock was ahead at a login, so all codes count as used until{" "}
      <Moment at={usedUntil} as="date-time" />. Codes that were already used still don't work.
    </ActRow>
  );
}

function EndSessions({ administrator: { id, name }, onDone }: AccessProps) {
  const act = useEndAdministratorSessions(id, () => onDone(`The sessions of ${name} are ended.`));
  return (
    <ConfirmedAct
      title="Sessions"
      button="End sessions"
      question={`End sessions of ${name}?`}
      act={act}
      consequence={`${name} is logged out in every browser, and can log in again at once.`}
    >
      Use this if a browser was left open or a device was lost.
    </ConfirmedAct>
  );
}

function Suspend({ administrator: { id, name }, onDone }: AccessProps) {
  const act = useSetAdministratorState(id, "suspended", () => onDone(`${name} is suspended.`));
  return (
    <ConfirmedAct
      title="Account"
      button="Suspend"
      question={`Suspend ${name}?`}
      act={act}
      consequence={`Every open session of ${name} ends, and the account can't log in until it is active again.`}
    >
      Stops the administrator from logging in until you activate the account again.
    </ConfirmedAct>
  );
}

function Activate({ administrator: { id, name }, onDone }: AccessProps) {
  const act = useSetAdministratorState(id, "active", () => onDone(`${name} may log in again.`));
  return (
    <ActRow
      title="Account"
      button="Activate"
      onPress={() => act.mutate()}
      isBusy={act.isPending}
      error={act.error}
    >
      Lets the administrator log in again.
    </ActRow>
  );
}

function InviteAgain({ administrator: { id, email }, onDone }: AccessProps) {
  const act = useInviteAdministratorAgain(id, () => onDone(`An invitation is on its way to ${email}.`));
  return (
    <ActRow
      title="Invitation"
      button="Send invitation again"
      onPress={() => act.mutate()}
      isBusy={act.isPending}
      error={act.error}
    >
      The mail goes to {email}. Links in older mails stop working.
    </ActRow>
  );
}

function Delete({ administrator: { id, name, email, deletion }, onDone }: AccessProps) {
  const mutation = useDeleteAdministrator(id, () => onDone(`${name} is deleted.`));
  return (
    <DeleteRow
      deletion={deletion}
      name={name}
      label="E-mail"
      expected={email}
      button="Delete administrator"
      mutation={mutation}
    />
  );
}
