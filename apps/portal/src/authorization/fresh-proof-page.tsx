import { DoorPage } from "@sallyport/ui/door-page";
import { useMe } from "../page/me.ts";
import { ProofQuestion } from "../proof/proof-question.tsx";
import { WaysOut } from "./ways-out.tsx";

interface FreshProofPageProps {
  id: string;
  application: string;
  onProved: () => void;
}

export function FreshProofPage({ id, application, onProved }: FreshProofPageProps) {
  const { realm, email } = useMe();
  return (
    <DoorPage
      title="Confirm that it's you"
      lead={
        <p>
          You are logged in as <strong>{email}</strong>.
        </p>
      }
      footer={<WaysOut id={id} application={application} />}
    >
      <ProofQuestion
        realm={realm}
        why={`${application} asks you to confirm your identity before it opens.`}
        onProved={onProved}
      />
    </DoorPage>
  );
}
