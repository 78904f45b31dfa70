import { Spinner } from "@sallyport/ui/spinner";
import css from "./waiting-page.module.css";

/** Before it is known what to show. Appears only when that takes long enough to be noticed. */
export function WaitingPage() {
  return (
    <main className={css.page}>
      <Spinner label="Loading" />
    </main>
  );
}
