import { Button } from "@sallyport/ui/button";
import css from "./users-pager.module.css";

interface UsersPagerProps {
  onFirst: (() => void) | undefined;
  onPrevious: (() => void) | undefined;
  onNext: (() => void) | undefined;
}

export function UsersPager({ onFirst, onPrevious, onNext }: UsersPagerProps) {
  if (!onFirst && !onNext) return null;
  return (
    <nav className={css.pager} aria-label="Pages">
      {onFirst ? <Button onClick={onFirst}>First page</Button> : null}
      {onPrevious ? <Button onClick={onPrevious}>Previous page</Button> : null}
      {onNext ? <Button onClick={onNext}>Next page</Button> : null}
    </nav>
  );
}
