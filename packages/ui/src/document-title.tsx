import { useEffect } from "react";

/** Browsers use only the first title, which is in index.html. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
