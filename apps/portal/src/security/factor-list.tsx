import { Button } from "@sallyport/ui/button";
import { Dialog } from "@sallyport/ui/dialog";
import { useToast } from "@sallyport/ui/toast";
import { type ReactNode, type RefObject, useState } from "react";
import { useIsKept } from "../form/use-kept.ts";
import { RemoveQuestion } from "./remove-question.tsx";
import { RenameForm, renameOf } from "./rename-form.tsx";
import { Row, RowList } from "./row-list.tsx";
import type { FactorKind } from "./security-acts.ts";

interface Factor {
  id: string;
  name: string;
}

interface FactorListProps<Held extends Factor> {
  kind: FactorKind;
  label: string;
  factors: readonly Held[];
  /** Whether the account holds no other factor, of this kind or another. */
  isLast: boolean;
  ifNone: string;
  badge: (factor: Held) => ReactNode;
  facts: (factor: Held) => ReactNode;
  heading: RefObject<HTMLHeadingElement | null>;
}

/** What a person holds of one kind, and the pop-ups of the one that was chosen from it. */
export function FactorList<Held extends Factor>(props: FactorListProps<Held>) {
  const { kind, label, factors, isLast, ifNone, badge, facts, heading } = props;
  const isKept = useIsKept();
  const [chosen, setChosen] = useState<(Factor & { isLast: boolean }) | undefined>(() => {
    const renamed = factors.find(({ id }) => isKept(renameOf(id)));
    return renamed && { id: renamed.id, name: renamed.name, isLast };
  });
  const [asking, setAsking] = useState<"rename" | "remove" | undefined>(chosen && "rename");
  const toast = useToast();

  function ask(about: Held, what: "rename" | "remove") {
    setChosen({ id: about.id, name: about.name, isLast });
    setAsking(what);
  }
  function end(message?: string) {
    setAsking(undefined);
    if (message !== undefined) toast(message);
  }

  return (
    <>
      <RowList label={label} items={factors} ifNone={ifNone}>
        {(factor) => (
          <Row
            name={factor.name}
            badge={badge(factor)}
            facts={facts(factor)}
            factsId={factsIdOf(factor)}
            buttons={
              <>
                <Button aria-describedby={factsIdOf(factor)} onClick={() => ask(factor, "rename")}>
                  Rename <What name={factor.name} />
                </Button>
                <Button aria-describedby={factsIdOf(factor)} onClick={() => ask(factor, "remove")}>
                  Remove <What name={factor.name} />
                </Button>
              </>
            }
          />
        )}
      </RowList>
      {chosen ? (
        <>
          <Dialog title={`Rename “${chosen.name}”`} isOpen={asking === "rename"} onClose={() => end()}>
            <RenameForm kind={kind} factor={chosen} onDone={() => end("The new name is saved.")} />
          </Dialog>
          <Dialog
            title={`Remove “${chosen.name}”?`}
            isOpen={asking === "remove"}
            onClose={() => end()}
            fallbackFocus={heading}
          >
            <RemoveQuestion
              kind={kind}
              id={chosen.id}
              isLast={chosen.isLast}
              onDone={() => end(`“${chosen.name}” is removed. Your other sessions have ended.`)}
              onCancel={() => end()}
            />
          </Dialog>
        </>
      ) : null}
    </>
  );
}

const factsIdOf = ({ id }: Factor) => `facts-of-${id}`;

/** Many buttons say the same; who does not see the row hears which one this is. */
function What({ name }: { name: string }) {
  return <span className="visually-hidden">{name}</span>;
}
