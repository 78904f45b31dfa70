import { useEffect } from "react";

/** Sets the title directly, because browsers use only the first title element, which is in index.html. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
