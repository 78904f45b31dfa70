import { Spinner } from "@sallyport/ui/spinner";
import css from "./waiting-page.module.css";

/** The page stays empty for a short delay. */
export function WaitingPage() {
  return (
    <main className={css.page}>
      <Spinner label="Loading" />
    </main>
  );
}
