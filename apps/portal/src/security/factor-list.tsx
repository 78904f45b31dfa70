import { Button } from "@sallyport/ui/button";
import { Dialog } from "@sallyport/ui/dialog";
import { useToast } from "@sallyport/ui/toast";
import { type ReactNode, type RefObject, useState } from "react";
import { useIsKept } from "../form/use-kept.ts";
import { KeepLastFactor } from "./keep-last-factor.tsx";
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
  isLast: boolean;
  isRequired: boolean;
  ifNone: string;
  badge: (factor: Held) => ReactNode;
  facts: (factor: Held) => ReactNode;
  heading: RefObject<HTMLHeadingElement | null>;
  onAddAnother: () => void;
}

/** The dialog "keep" explains why the user can't remove the last factor. */
type Asking = "rename" | "remove" | "keep";

export function FactorList<Held extends Factor>(props: FactorListProps<Held>) {
  const { kind, label, factors, isLast, isRequired, ifNone, badge, facts, heading, onAddAnother } = props;
  const isKept = useIsKept();
  const [chosen, setChosen] = useState<(Factor & { isLast: boolean }) | undefined>(() => {
    const renamed = factors.find(({ id }) => isKept(renameOf(id)));
    return renamed && { id: renamed.id, name: renamed.name, isLast };
  });
  const [asking, setAsking] = useState<Asking | undefined>(chosen && "rename");
  const toast = useToast();

  function ask(about: Held, what: Asking) {
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
                <Button
                  aria-describedby={factsIdOf(factor)}
                  onClick={() => ask(factor, isLast && isRequired ? "keep" : "remove")}
                >
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
          <RemoveQuestion
            kind={kind}
            factor={chosen}
            isLast={chosen.isLast}
            isOpen={asking === "remove"}
            onDone={() => end(`“${chosen.name}” is removed. Your other sessions have ended.`)}
            onClose={() => end()}
            fallbackFocus={heading}
          />
          <KeepLastFactor
            name={chosen.name}
            isOpen={asking === "keep"}
            onAddAnother={() => {
              end();
              onAddAnother();
            }}
            onClose={() => end()}
          />
        </>
      ) : null}
    </>
  );
}

const factsIdOf = ({ id }: Factor) => `facts-of-${id}`;

function What({ name }: { name: string }) {
  return <span className="visually-hidden">{name}</span>;
}
