import { saveUser, type User } from "@sallyport/contract/users";
import { Form } from "@sallyport/ui/form";
import { Section } from "@sallyport/ui/section";
import { TextField } from "@sallyport/ui/text-field";
import { useToast } from "@sallyport/ui/toast";
import { RefusalNotice } from "../../form/refusal-notice.tsx";
import { useForm } from "../../form/use-form.ts";
import { LeaveQuestion } from "../../page/leave-question.tsx";
import { useMay } from "../role.ts";
import { RoleNotice } from "../role-notice.tsx";
import { useDefaultDays } from "../settings/settings-query.ts";
import { ChangedMeanwhile } from "./changed-meanwhile.tsx";
import { MfaRequirement } from "./mfa-requirement.tsx";
import { SaveBar } from "./save-bar.tsx";
import { useReloadUser } from "./use-user-act.ts";
import { useSaveUser } from "./user-acts.ts";
import css from "./user-details.module.css";
import { type UserDraft, unsavedFields, useUserDraft } from "./user-draft.ts";
import { useFreshUser } from "./user-query.ts";

const blame = { "email-taken": { field: "email" } } as const;

export function UserDetails({ user }: { user: User }) {
  const maySave = useMay("administrator");
  const toast = useToast();
  const defaultDays = useDefaultDays();
  const reload = useReloadUser(user.id);
  const fresh = useFreshUser(user.id);
  const { draft, touch, send, saved, keepOver, discard } = useUserDraft(user);
  const unsaved = maySave ? unsavedFields(draft, user) : [];
  const saving = useSaveUser(user.id, (answer) => {
    saved(answer);
    toast(`${answer.name} is saved.`);
  });
  const form = useForm({ schema: schemaOf(draft), mutation: saving, blame });

  function submit(fields: FormData) {
    if (!form.isBusy) send();
    form.submit(fields);
  }

  function startAnew() {
    discard();
    saving.reset();
    reload();
  }

  function keepTyped() {
    fresh().then((now) => {
      keepOver(now);
      saving.reset();
    }, reload);
  }

  return (
    <div className={css.details}>
      <Form onSubmit={submit}>
        <TextField
          label="Name"
          autoComplete="off"
          value={draft.name ?? user.name}
          onChange={(event) => touch({ name: event.currentTarget.value })}
          readOnly={!maySave}
          {...form.field("name")}
        />
        <TextField
          label="E-mail"
          type="email"
          autoComplete="off"
          value={draft.email ?? user.email}
          onChange={(event) => touch({ email: event.currentTarget.value })}
          readOnly={!maySave}
          {...form.field("email")}
        />
        <TextField
          label="Username"
          name="username"
          value={user.username}
          readOnly
          hint="The username can't be changed."
        />
        <Section title="User Security & Permissions" isInitiallyOpen={draft.mfa !== undefined}>
          <MfaRequirement
            user={user}
            choice={draft.mfa ?? { isRequired: user.mfa.isRequiredForUser, days: defaultDays }}
            onChange={(mfa) => touch({ mfa })}
            daysField={form.field("mfa")}
            isDisabled={!maySave}
          />
        </Section>
        {form.problem?.code === "changed-meanwhile" ? (
          <ChangedMeanwhile problem={form.problem} onKeep={keepTyped} onDiscard={startAnew} />
        ) : (
          <RefusalNotice problem={form.problem} />
        )}
        {maySave ? <SaveBar unsaved={unsaved} isBusy={form.isBusy} onDiscard={startAnew} /> : <RoleNotice />}
      </Form>
      <LeaveQuestion isUnsaved={unsaved.length > 0} saveLabel="Save User" />
    </div>
  );
}

function schemaOf(draft: UserDraft): Pick<typeof saveUser.body, "safeParse"> {
  return { safeParse: () => saveUser.body.safeParse(draft) };
}
