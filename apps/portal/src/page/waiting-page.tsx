import { Spinner } from "@sallyport/ui/spinner";
import css from "./waiting-page.module.css";

export function WaitingPage() {
  return (
    <main className={css.page}>
      <Spinner label="Loading" />
    </main>
  );
}
