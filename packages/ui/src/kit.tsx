import { useDocumentTitle } from "./document-title.tsx";
import css from "./kit.module.css";
import { KitFields } from "./kit-fields.tsx";
import { KitMessages } from "./kit-messages.tsx";
import { KitParts } from "./kit-parts.tsx";
import { Mark } from "./mark.tsx";
import { ToastProvider } from "./toast.tsx";

/** Only development builds have a route to this page. */
export function Kit() {
  useDocumentTitle("Kit · Sallyport");
  return (
    <ToastProvider>
      <main className={css.kit}>
        <Mark hasName />
        <h1>Kit</h1>
        <KitFields />
        <KitMessages />
        <KitParts />
      </main>
    </ToastProvider>
  );
}
